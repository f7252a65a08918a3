#include "cli/drill/time_strip.h"

#include <algorithm>

#include "cli/drill/svg.h"

namespace fenghuo::cli {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr Span kSteps[] = {minutes{1},  minutes{2}, minutes{5}, minutes{10}, minutes{15},
                           minutes{30}, hours{1},   hours{2},   hours{3},    hours{6},
                           hours{12},   days{1},    days{2},    days{7},     days{14}};
/// On a telephone, 330 pixels wide, a tick has 45 for its hour.
constexpr int kTicksMax = 7;

Span step_for(Span length) {
  for (const Span step : kSteps)
    if (length / step < kTicksMax) return step;
  return days{30};
}

std::string attribute(const char* name, const std::string& value) {
  return " " + std::string(name) + "=\"" + value + "\"";
}

}  // namespace

TimeStrip::TimeStrip(Instant from, Instant until, Span utc_offset)
    : from_(from), until_(std::max(until, from + minutes{1})), utc_offset_(utc_offset) {}

double TimeStrip::share(Instant at) const {
  const double all = static_cast<double>((until_ - from_).count());
  return std::clamp(static_cast<double>((at - from_).count()) / all, 0.0, 1.0);
}

std::string TimeStrip::bar(Instant begin, Instant end, Band band, std::string_view style) const {
  const double width = share(end) - share(begin);
  if (width <= 0) return "";
  return "<rect" + attribute("class", std::string(style)) + attribute("x", percent(share(begin))) +
         attribute("y", coordinate(band.top)) + attribute("width", percent(width)) +
         attribute("height", coordinate(band.height)) + "/>";
}

std::string TimeStrip::upright(Instant at, Band band, std::string_view style) const {
  const std::string x = percent(share(at));
  return "<line" + attribute("class", std::string(style)) + attribute("x1", x) +
         attribute("y1", coordinate(band.top)) + attribute("x2", x) +
         attribute("y2", coordinate(band.top + band.height)) + "/>";
}

std::string TimeStrip::level(double y, std::string_view style) const {
  return "<line" + attribute("class", std::string(style)) + " x1=\"0\" x2=\"100%\"" +
         attribute("y1", coordinate(y)) + attribute("y2", coordinate(y)) + "/>";
}

std::string TimeStrip::place(Instant at, double y, const std::string& markup) const {
  return "<svg class=\"at\"" + attribute("x", percent(share(at))) + attribute("y", coordinate(y)) +
         ">" + markup + "</svg>";
}

std::string TimeStrip::ticks(Band band) const {
  const Span step = step_for(until_ - from_);
  const Span local = from_.time_since_epoch() + utc_offset_;
  Instant at = from_ + (step - (local % step + step) % step) % step;
  std::string out;
  for (; at <= until_; at += step) {
    out += upright(at, band, "grid");
    // Words at an end would be cut off.
    if (share(at) < 0.06 || share(at) > 0.94) continue;
    const bool midnight = (at.time_since_epoch() + utc_offset_) % days{1} == Span{0};
    const std::string words =
        midnight ? to_day_and_clock(at, utc_offset_).substr(0, 5) : to_clock(at, utc_offset_);
    out += place(at, band.top + band.height, svg_text({0, 13}, Anchor::middle, words, "hour"));
  }
  return out;
}

std::string TimeStrip::drawing(double height, const std::string& label, const std::string& shapes) {
  return "<svg class=\"strip\" width=\"100%\"" + attribute("height", coordinate(height)) +
         " role=\"img\" aria-label=\"" + label + "\">" + shapes + "</svg>\n";
}

}  // namespace fenghuo::cli
