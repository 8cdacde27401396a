/* A third party's framework. The dSYM that is shipped is of another build than the reports': a UUID mismatch. */
#define APART __attribute__((noinline, used))
#define KEEP __asm__ volatile("" ::: "memory")
extern long analytics_flush(long);

#line 31 "Analytics/Queue.c"
APART long analytics_queue(long event) {
  long value = analytics_flush(event);
  KEEP;
  return value;
}

#line 12 "Analytics/Track.c"
APART long analytics_track(long event) {
  long value = analytics_queue(event);
  KEEP;
  return value + BUILD;
}
