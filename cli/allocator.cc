// What jemalloc is told; it looks for this name before main() begins (jemalloc(3), TUNING).
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf = "thp:always,metadata_thp:auto";
}
