// What a plan may say and is likelier a slip of the pen: one telephone for two people, and a
// station that stands far from everything it is to watch.
#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/plan/files.h"
#include "engine/wire_text.h"

namespace fenghuo::adapters {
namespace {

/// A township is some 30 km across, and a gauge upstream within its basin; further away two numbers
/// have changed places, or a digit is wrong.
constexpr double kStationFarKm = 100;

struct Point {
  double longitude_deg = 0;
  double latitude_deg = 0;
};

template <class Located>
Point point_of(const Located& one) {
  return {one.longitude_deg(), one.latitude_deg()};
}

// Nobody lives there: coordinates that weren't given.
bool is_missing(const Point& point) {
  return point.longitude_deg == 0 && point.latitude_deg == 0;
}

// Along the great circle, since a wrong number may put it on the other side of the earth.
double km_between(const Point& a, const Point& b) {
  constexpr double kEarthRadiusKm = 6'371;
  constexpr double kRadians = std::numbers::pi / 180;
  const double north = std::sin((b.latitude_deg - a.latitude_deg) * kRadians / 2);
  const double east = std::sin((b.longitude_deg - a.longitude_deg) * kRadians / 2);
  const double half = north * north + std::cos(a.latitude_deg * kRadians) *
                                          std::cos(b.latitude_deg * kRadians) * east * east;
  return 2 * kEarthRadiusKm * std::asin(std::sqrt(std::min(half, 1.0)));
}

struct Area {
  Text name;
  Point point;
};

std::vector<Area> areas_of(const wire::Plan& plan) {
  std::vector<Area> areas;
  const auto add = [&](const auto& all) {
    for (const auto& one : all)
      if (const Point point = point_of(one); !is_missing(point))
        areas.push_back({from_wire(one.name()), point});
  };
  add(plan.villages());
  add(plan.hazard_points());
  return areas;
}

void look_for_far_stations(PlanDraft& draft) {
  const auto areas = areas_of(draft.plan);
  if (areas.empty()) return;
  for (const auto& station : draft.plan.stations()) {
    const Point here = point_of(station);
    if (is_missing(here)) continue;
    const auto nearest_km = [&](const Point& point) {
      double least = km_between(point, areas.front().point);
      for (const auto& area : areas) least = std::min(least, km_between(point, area.point));
      return least;
    };
    const double far_km = nearest_km(here);
    if (far_km <= kStationFarKm) continue;
    const auto nearest =
        std::min_element(areas.begin(), areas.end(), [&](const Area& a, const Area& b) {
          return km_between(here, a.point) < km_between(here, b.point);
        });
    const bool swapped = nearest_km({here.latitude_deg, here.longitude_deg}) <= kStationFarKm;
    const std::string km = std::to_string(std::llround(far_km));
    const Text mend =
        swapped ? Text{"经度和纬度写反了？两列对调",
                       "did longitude and latitude change places? Put each into its own column"}
                : Text{"请核对 longitude 和 latitude；真在那么远就不用改",
                       "look at longitude and latitude; if it really is as far, leave them"};
    draft.notice(draft.sources.find("stations[" + station.id() + "].longitude", 1, 1),
                 {"测站“" + station.id() + "”离最近的地点（" + nearest->name.zh + "）" + km +
                      " 公里，" + mend.zh,
                  "the station '" + station.id() + "' stands " + km +
                      " km from the nearest place (" + nearest->name.en + "); " + mend.en});
  }
}

// 138 0000 0000, +86 13800000000 and 138-0000-0000 ring the same telephone.
std::string dialled(const std::string& phone) {
  constexpr std::string_view kChina = "86";
  constexpr std::size_t kMobileDigits = 11;
  std::string digits;
  for (const char c : phone)
    if (c >= '0' && c <= '9') digits += c;
  if (digits.starts_with("00" + std::string(kChina))) digits.erase(0, 2);
  const bool abroad = digits.size() == kChina.size() + kMobileDigits || phone.starts_with("+");
  if (abroad && digits.starts_with(kChina)) digits.erase(0, kChina.size());
  return digits;
}

void look_for_shared_telephones(PlanDraft& draft) {
  std::map<std::string, std::vector<const Person*>> by_number;
  for (const auto& person : draft.people) {
    auto& sharing = by_number[dialled(person.phone)];
    const bool twice = std::any_of(sharing.begin(), sharing.end(),
                                   [&](const Person* one) { return one->id == person.id; });
    if (!twice) sharing.push_back(&person);  // who stands twice is told as that
  }
  by_number.erase("");  // of a household its name alone
  for (const auto& [number, sharing] : by_number) {
    if (sharing.size() < 2) continue;
    Text all;
    for (const auto* person : sharing) {
      all.zh += (all.zh.empty() ? "“" : "、“") + person->id + "”";
      all.en += (all.en.empty() ? "'" : ", '") + person->id + "'";
    }
    draft.notice(draft.sources.find("people[" + sharing[1]->id + "].phone", 1, 1),
                 {all.zh + "是同一个电话号码：这部电话不通，谁也叫不到；请各写各的号码",
                  all.en + " have one telephone number: where it is dead, none of them is "
                           "reached; give each a number of their own"});
  }
}

}  // namespace

void note_unlikely_entries(PlanDraft& draft) {
  look_for_shared_telephones(draft);
  look_for_far_stations(draft);
}

}  // namespace fenghuo::adapters
