#include "engine/full_stop.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace fenghuo {
namespace {

using Ends = std::initializer_list<std::string_view>;

bool ends_with(std::string_view text, Ends ends) {
  return std::any_of(ends.begin(), ends.end(), [&](auto end) { return text.ends_with(end); });
}

}  // namespace

Text without_stop(Text words) {
  for (std::string* text : {&words.zh, &words.en})
    for (const std::string_view stop : {"。", "."})
      while (text->ends_with(stop)) text->resize(text->size() - stop.size());
  return words;
}

Text sentence(Text words) {
  Text whole = without_stop(std::move(words));
  if (!ends_with(whole.zh, {"！", "？"})) whole.zh += "。";
  if (!ends_with(whole.en, {"！", "？", "!", "?"})) whole.en += ".";
  return whole;
}

}  // namespace fenghuo
