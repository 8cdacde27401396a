// The C++ part of Harbor: a template, an inlined method and an assertion.
extern "C" void __assert_rtn(const char *, const char *, int, const char *);
extern "C" long harbor_index_lookup(long key);

namespace harbor::search {

template <typename Key, int Ways>
struct Index {
  Key keys[Ways];
  long used;

  __attribute__((always_inline)) long slot(Key key) const {
    long at = static_cast<long>(key) % Ways;
    if (at >= used) {
      __assert_rtn("slot", "SearchIndex.cpp", 57, "at < used");
      __asm__ volatile("" ::: "memory");
    }
    return at;
  }

  __attribute__((noinline, used)) long lookup(const Key &key) const {
    long at = slot(key);
    __asm__ volatile("" ::: "memory");
    return static_cast<long>(keys[at]);
  }
};

Index<long, 8> shared{};

}  // namespace harbor::search

#line 91 "Sources/Search/SearchIndex.cpp"
extern "C" __attribute__((noinline, used)) long harbor_index_lookup(long key) {
  long value = harbor::search::shared.lookup(key);
  __asm__ volatile("" ::: "memory");
  return value;
}
