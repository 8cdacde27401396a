/*
 * Harbor, the sample app: the code of an app written in Swift, as far as a debugger's eye goes. There is no Swift compiler
 * on Linux, so each function is C with the name that Swift would mangle for it, `#line` gives it its place in a `.swift`
 * file, and the script that builds it marks the unit as Swift. Functions are kept apart (noinline) or together
 * (always_inline) on purpose: the sample reports walk these very calls.
 */
#define SWIFT(name) __asm__("_" name)
#define APART __attribute__((noinline, used))
#define INTO static inline __attribute__((always_inline))
#define KEEP __asm__ volatile("" ::: "memory")

extern long harbor_objc_tile(long x, long y);
extern long harbor_index_lookup(long key);
extern long kit_cache_read(long key);
extern long analytics_track(long event);
extern long swift_beginAccess(const void *);
extern void swift_fatal(const char *) __asm__("_$ss17_assertionFailure__4file4line5flagss5NeverOs12StaticStringV_SSAHSus6UInt32VtF");
extern long UIApplicationMain_call(long) __asm__("_UIApplicationMain");
extern long main_queue_wait(long) __asm__("_dispatch_semaphore_wait");

struct user { long id; long name; long avatar; };
struct manager { long generation; struct user *current; };

long user_getter(struct manager *self) SWIFT("$s6Harbor11UserManagerC11currentUserAA4UserVvg");
long profile_load(struct manager *self) SWIFT("$s6Harbor21ProfileViewControllerC11viewDidLoadyyF");
long profile_appear(struct manager *self, long animated) SWIFT("$s6Harbor21ProfileViewControllerC13viewDidAppearyySbF");
long feed_row(long at) SWIFT("$s6Harbor9FeedModelC3row2atSSSi_tF");
long feed_cell(long at) SWIFT("$s6Harbor18FeedViewControllerC4cell3forSSSi_tF");
long network_fetch(long page) SWIFT("$s6Harbor14NetworkServiceC9fetchData4pageySi_tF");
long network_closure(long page) SWIFT("$s6Harbor14NetworkServiceC9fetchData4pageySi_tFyycfU_");
long sync_bootstrap(long mode) SWIFT("$s6Harbor10SyncEngineC9bootstrapyyF");
long sync_migrate(long mode) SWIFT("$s6Harbor10SyncEngineC12migrateStoreyyF");
long image_decode(long bytes) SWIFT("$s6Harbor13ImagePipelineC6decodeyySiF");
long delegate_launch(long options) SWIFT("$s6Harbor11AppDelegateC18didFinishLaunchingySbSiF");
long map_show(long x) SWIFT("$s6Harbor17MapViewControllerC8showTile1xySi_tF");
long delegate_main(long argc) SWIFT("$s6Harbor11AppDelegateC5$mainyyFZ");
INTO long profile_refresh(struct manager *self) SWIFT("$s6Harbor12ProfileModelC7refreshyyF");
INTO long avatar_url(struct user *self) SWIFT("$s6Harbor4UserV9avatarURLSivg");
INTO long feed_check(long at, long count) SWIFT("$s6Harbor9FeedModelC5check5indexySi_tF");

#line 18 "Sources/Model/User.swift"
INTO long avatar_url(struct user *self) {
  return self->avatar
    + self->id;
}

#line 36 "Sources/Model/UserManager.swift"
APART long user_getter(struct manager *self) {
  long before = self->generation;
  KEEP;
  swift_beginAccess(self);
  KEEP;

  long found = avatar_url(self->current);
  KEEP;
  return found + before;
}

#line 112 "Sources/Profile/ProfileModel.swift"
INTO long profile_refresh(struct manager *self) {
  long value = 0;
  KEEP;



  value += user_getter(self);
  KEEP;
  return value + 1;
}

#line 26 "Sources/Profile/ProfileViewController.swift"
APART long profile_load(struct manager *self) {
  long value = analytics_track(7);
  KEEP;


  value += profile_refresh(self);
  KEEP;
  return value;
}

APART long profile_appear(struct manager *self, long animated) {
  long value = animated;
  KEEP;
  value += profile_load(self);
  KEEP;
  return value;
}

#line 61 "Sources/Feed/FeedModel.swift"
INTO long feed_check(long at, long count) {
  if (at >= count) {
    swift_fatal("Index out of range");
    KEEP;
    return -1;
  }
  return 0;
}

#line 84 "Sources/Feed/FeedModel.swift"
APART long feed_row(long at) {
  long count = harbor_index_lookup(at);
  KEEP;

  long ok = feed_check(at, count);
  KEEP;
  return ok + count;
}

#line 47 "Sources/Feed/FeedViewController.swift"
APART long feed_cell(long at) {
  long row = feed_row(at);
  KEEP;
  return row + kit_cache_read(at);
}

#line 133 "Sources/Network/NetworkService.swift"
APART long network_closure(long page) {
  long value = kit_cache_read(page);
  KEEP;

  swift_fatal("Unexpectedly found nil while unwrapping an Optional value");
  KEEP;
  return value;
}

#line 128 "Sources/Network/NetworkService.swift"
APART long network_fetch(long page) {
  long value = page;
  KEEP;
  value += network_closure(page);
  KEEP;
  return value;
}

#line 203 "Sources/Sync/SyncEngine.swift"
APART long sync_migrate(long mode) {
  long value = mode;
  KEEP;
  value += main_queue_wait(value);
  KEEP;
  return value;
}

#line 52 "Sources/Sync/SyncEngine.swift"
APART long sync_bootstrap(long mode) {
  long value = mode;
  KEEP;
  value += sync_migrate(mode);
  KEEP;
  return value;
}

#line 77 "Sources/Media/ImagePipeline.swift"
APART long image_decode(long bytes) {
  long value = bytes;
  KEEP;
  value += kit_cache_read(bytes);
  KEEP;
  return value;
}

#line 29 "Sources/Map/MapViewController.swift"
APART long map_show(long x) {
  long value = x;
  KEEP;
  value += harbor_objc_tile(x, value);
  KEEP;
  return value;
}

#line 14 "Sources/App/AppDelegate.swift"
APART long delegate_launch(long options) {
  long value = sync_bootstrap(options);
  KEEP;
  return value;
}

#line 9 "Sources/App/AppDelegate.swift"
APART long delegate_main(long argc) {
  long value = 0;
  KEEP;
  value += UIApplicationMain_call(argc);
  KEEP;
  return value + BUILD;
}

#line 9 "Sources/App/AppDelegate.swift"
APART int main(int argc, char **argv) {
  (void)argv;
  long value = delegate_main(argc);
  KEEP;
  return (int)(value + network_fetch(argc) + image_decode(argc) + map_show(argc) + feed_cell(argc) +
               profile_appear((struct manager *)value, argc) + delegate_launch(argc));
}
