/* The Objective-C part of Harbor. Without an SDK: a root class of its own, and only what the reports walk. */
typedef struct objc_selector *SEL;
extern void objc_exception_throw(id);

__attribute__((objc_root_class)) @interface HRBTileMapView {
  long count;
}
- (long)tileAtX:(long)x y:(long)y;
+ (long)checkX:(long)x;
@end

@implementation HRBTileMapView
#line 88 "Sources/Map/HRBTileMapView.m"
- (long)tileAtX:(long)x y:(long)y {
  long checked = [HRBTileMapView checkX:x];
  __asm__ volatile("" ::: "memory");
  if (checked < 0) {
    objc_exception_throw(self);
    __asm__ volatile("" ::: "memory");
  }
  return checked + y + count;
}
#line 71 "Sources/Map/HRBTileMapView.m"
+ (long)checkX:(long)x {
  return x - 4096;
}
@end

#line 104 "Sources/Map/HRBTileMapView.m"
long harbor_objc_tile(long x, long y) {
  HRBTileMapView *view = (HRBTileMapView *)y;
  long value = [view tileAtX:x y:y];
  __asm__ volatile("" ::: "memory");
  return value;
}
