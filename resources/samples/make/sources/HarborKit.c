/* HarborKit.framework: a framework inside the app, with a dSYM of its own. */
#define APART __attribute__((noinline, used))
#define KEEP __asm__ volatile("" ::: "memory")

long disk_read(const long *page) __asm__("_$s9HarborKit9DiskCacheC4readyySPySiGF");
long kit_cache_read(long key);

#line 140 "Kit/DiskCache.swift"
APART long disk_read(const long *page) {
  long value = 0;
  KEEP;
  value += page[2];
  KEEP;
  return value + BUILD;
}

#line 58 "Kit/CacheBridge.c"
APART long kit_cache_read(long key) {
  long value = disk_read((const long *)key);
  KEEP;
  return value;
}
