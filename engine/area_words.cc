#include "engine/area_words.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>

namespace fenghuo {
namespace {

constexpr std::array<std::string_view, 3> kDividers{"、", "；", ";"};

struct Meaning {
  int village = 0;
  bool by_itself = false;  // whatever stands beside it
};
using Names = std::multimap<std::string, Meaning, std::less<>>;

// Texts that are empty name nothing.
Names names_of(const wire::Plan& plan) {
  Names names;
  const auto add = [&](const std::string& name, int village, bool by_itself) {
    if (!name.empty()) names.insert({name, {village, by_itself}});
  };
  const std::string& township = plan.name().zh();
  for (int i = 0; i < plan.villages_size(); ++i) {
    const auto& name = plan.villages(i).name();
    add(township, i, true);
    if (plan.name().en() != township) add(plan.name().en(), i, true);
    add(name.zh(), i, false);
    if (name.en() != name.zh()) add(name.en(), i, false);
    if (!township.empty() && !name.zh().empty()) add(township + name.zh(), i, true);
  }
  return names;
}

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

// Each once, in one pass: a warning may have a hundred thousand of them.
std::set<std::string_view> items_of(std::string_view words) {
  std::set<std::string_view> items;
  std::size_t begin = 0;
  const auto take = [&](std::size_t end) {
    if (const auto item = trimmed(words.substr(begin, end - begin)); !item.empty())
      items.insert(item);
  };
  for (std::size_t at = 0; at < words.size();) {
    const auto rest = words.substr(at);
    const auto* mark = std::find_if(kDividers.begin(), kDividers.end(),
                                    [&](auto divider) { return rest.starts_with(divider); });
    if (mark == kDividers.end()) {
      ++at;
      continue;
    }
    take(at);
    at += mark->size();
    begin = at;
  }
  take(words.size());
  return items;
}

void read(const Names& names, std::string_view words, PlacesNamed& named) {
  const auto items = items_of(words);
  const bool all = !items.empty() && std::all_of(items.begin(), items.end(), [&](const auto item) {
    return names.find(item) != names.end();
  });
  if (!all) named.unplaced = true;
  for (const auto item : items) {
    const auto [first, last] = names.equal_range(item);
    for (auto at = first; at != last; ++at)
      if (all || at->second.by_itself) named.villages.insert(at->second.village);
  }
}

}  // namespace

bool is_district_code(std::string_view code) {
  return (code.size() == 6 || code.size() == 9 || code.size() == 12) &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_in_words_alone(const wire::WarningArea& area) {
  return area.polygons().empty() && area.circles().empty() &&
         std::none_of(area.geocodes().begin(), area.geocodes().end(), is_district_code);
}

PlacesNamed places_named(const wire::Plan& plan, const wire::WarningInfo& info) {
  PlacesNamed named{.unplaced = info.areas().empty()};
  if (std::none_of(info.areas().begin(), info.areas().end(), is_in_words_alone)) return named;
  const Names names = names_of(plan);
  for (const auto& area : info.areas())
    if (is_in_words_alone(area)) read(names, area.description(), named);
  return named;
}

std::vector<int> unplaced_parts(const wire::Plan& plan, const wire::ReceivedWarning& warning,
                                const std::function<bool(const wire::WarningInfo&)>& is_read) {
  struct Said {
    int parts = 0;
    bool placed = false;
  };
  const auto of_what = [](const wire::WarningInfo& info) {
    return std::tuple(info.level(), info.from_ms(), info.until_ms());
  };
  using What = std::tuple<std::uint32_t, std::int64_t, std::int64_t>;
  std::map<What, std::map<std::string_view, Said>> said;  // by language
  std::vector<int> unplaced;
  for (int i = 0; i < warning.infos_size(); ++i) {
    const auto& info = warning.infos(i);
    const bool placed = !places_named(plan, info).unplaced;
    if (!placed) unplaced.push_back(i);
    Said& here = said[of_what(info)][info.language()];
    ++here.parts;
    here.placed = placed && (!is_read || is_read(info));
  }
  std::set<What> translated;  // one language, or several, places what it says once
  for (const auto& [what, languages] : said)
    for (const auto& [language, here] : languages)
      if (here.parts == 1 && here.placed) translated.insert(what);
  std::erase_if(unplaced, [&](int part) {
    const auto& info = warning.infos(part);
    const What what = of_what(info);
    return translated.contains(what) && said[what][info.language()].parts == 1;
  });
  return unplaced;
}

}  // namespace fenghuo
