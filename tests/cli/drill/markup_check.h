// What is wrong with a report's markup: tags that aren't closed in order, attributes without
// quotes; and what it says without its tags.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fenghuo::cli {

/// Empty: nothing. Else the first fault, with the text around it.
inline std::string markup_fault(std::string_view page) {
  std::vector<std::string> open;
  const auto around = [&](std::size_t at) { return std::string(page.substr(at, 60)); };
  for (std::size_t at = page.find('<'); at != std::string_view::npos; at = page.find('<', at)) {
    const std::size_t end = page.find('>', at);
    if (end == std::string_view::npos) return "no end: " + around(at);
    std::string_view tag = page.substr(at + 1, end - at - 1);
    const std::size_t here = std::exchange(at, end);
    if (tag.starts_with('!')) continue;
    const bool closes = tag.starts_with('/');
    if (closes) tag.remove_prefix(1);
    const std::string name(tag.substr(0, tag.find_first_of(" /")));
    if (name.empty() ||
        name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789") != std::string::npos)
      return "no tag: " + around(here);
    if (closes) {
      if (open.empty() || open.back() != name) return "closes another: " + around(here);
      open.pop_back();
    } else if (!tag.ends_with('/') && name != "meta" && name != "br") {
      open.push_back(name);
    }
  }
  return open.empty() ? "" : "left open: " + open.back();
}

inline bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

inline std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

/// The section of that id, without tags.
inline std::string section_text(const std::string& page, const std::string& id) {
  const auto begin = page.find("id=\"" + id + "\"");
  std::string out;
  bool in_tag = true;
  for (char c : page.substr(begin, page.find("</section>", begin) - begin)) {
    if (c == '<') in_tag = true;
    if (!in_tag) out += c;
    if (c == '>') in_tag = false;
  }
  return out;
}

}  // namespace fenghuo::cli
