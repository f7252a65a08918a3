// What jemalloc is told; it looks for this name before main() begins (jemalloc(3), TUNING). Two
// arenas: the engine's thread allocates most, and each arena holds some memory that nobody uses.
// Not on huge pages: a tenth faster at 10,000 stations, and a third more memory for each of them.
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf = "narenas:2";
}
