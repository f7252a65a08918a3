// Files that stand inside the program; cmake/embed.cmake writes the tables.
#pragma once

#include <span>
#include <string_view>

namespace fenghuo::adapters {

struct EmbeddedFile {
  std::string_view path;
  std::string_view bytes;
};

std::span<const EmbeddedFile> embedded_packs();
std::span<const EmbeddedFile> embedded_console();
std::span<const EmbeddedFile> embedded_documents();

}  // namespace fenghuo::adapters
