# Run as a script: writes a source file with the bytes of files in it.
#   cmake -DOUT=x.cc -DFUNCTION=embedded_packs -DROOT=dir -DFILES="a;b" -P embed.cmake
# Each file goes into an assembler section by .incbin, which is quick at any size.
file(WRITE ${OUT}.new "// Written by cmake/embed.cmake.\n#include \"adapters/embedded.h\"\n\n")
set(table "")
set(number 0)
foreach(path ${FILES})
  set(symbol "${FUNCTION}_${number}")
  file(APPEND ${OUT}.new "__asm__(\".section .rodata\\n\" \"${symbol}:\\n\" \".incbin \\\"${ROOT}/${path}\\\"\\n\"
        \"${symbol}_end:\\n\" \".byte 0\\n\" \".previous\\n\");
extern \"C\" const char ${symbol}[] __asm__(\"${symbol}\");
extern \"C\" const char ${symbol}_end[] __asm__(\"${symbol}_end\");\n")
  string(APPEND table
    "      {\"${path}\", {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})}},\n")
  math(EXPR number "${number} + 1")
endforeach()
file(APPEND ${OUT}.new "
namespace fenghuo::adapters {
std::span<const EmbeddedFile> ${FUNCTION}() {
  static const EmbeddedFile kFiles[] = {
${table}  };
  return kFiles;
}
}  // namespace fenghuo::adapters
")
file(COPY_FILE ${OUT}.new ${OUT} ONLY_IF_DIFFERENT)
