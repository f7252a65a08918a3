#include "cli/drill/svg.h"

#include "engine/decimal.h"

namespace fenghuo::cli {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

const char* word_of(Anchor anchor) {
  if (anchor == Anchor::start) return "start";
  return anchor == Anchor::middle ? "middle" : "end";
}

std::string attribute(std::string_view name, const std::string& value) {
  return " " + std::string(name) + "=\"" + value + "\"";
}

std::string style_of(std::string_view style) {
  return attribute("class", std::string(style));
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (c == '\'')
      out += "&#39;";
    else if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t')
      out += kReplacement;
    else
      out += c;
  }
  return out;
}

std::string coordinate(double value) {
  return format_number(value, 2);
}

std::string percent(double share) {
  return format_number(share * 100, 2) + "%";
}

bool Box::overlaps(const Box& other) const {
  return left < other.right() && other.left < right() && top < other.bottom() &&
         other.top < bottom();
}

bool Box::holds(const Box& other) const {
  return left <= other.left && other.right() <= right() && top <= other.top &&
         other.bottom() <= bottom();
}

std::string svg_rect(const Box& box, std::string_view style) {
  return "<rect" + style_of(style) + attribute("x", coordinate(box.left)) +
         attribute("y", coordinate(box.top)) + attribute("width", coordinate(box.width)) +
         attribute("height", coordinate(box.height)) + "/>";
}

std::string svg_circle(Spot centre, double radius, std::string_view style) {
  return "<circle" + style_of(style) + attribute("cx", coordinate(centre.x)) +
         attribute("cy", coordinate(centre.y)) + attribute("r", coordinate(radius)) + "/>";
}

std::string svg_path(std::string_view path, std::string_view style) {
  return "<path" + style_of(style) + attribute("d", std::string(path)) + "/>";
}

std::string svg_text(Spot at, Anchor anchor, std::string_view words, std::string_view style) {
  return "<text" + style_of(style) + attribute("x", coordinate(at.x)) +
         attribute("y", coordinate(at.y)) + attribute("text-anchor", word_of(anchor)) + ">" +
         escaped(words) + "</text>";
}

double width_em(std::string_view words) {
  constexpr double kNarrow = 0.58;
  double em = 0;
  for (const char c : words) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) == 0x80U) continue;  // not a character's first byte
    // Three bytes and more: U+0800 and above, of which a report has Chinese.
    em += byte >= 0xE0U ? 1 : kNarrow;
  }
  return em;
}

std::string svg_hatchings() {
  return R"(<svg class="hatchings" width="0" height="0" aria-hidden="true"><defs>)"
         R"(<pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">)"
         R"(<path class="paper" d="M0 0h6v6h-6z"/><path class="ink-warned" d="M1 1h2v2h-2z"/>)"
         R"(</pattern>)"
         R"(<pattern id="slant" width="6" height="6" patternUnits="userSpaceOnUse">)"
         R"(<path class="paper" d="M0 0h6v6h-6z"/>)"
         R"(<path class="line-answered" d="M-1 1l2 -2M0 6l6 -6M5 7l2 -2"/></pattern>)"
         R"(<pattern id="cross" width="7" height="7" patternUnits="userSpaceOnUse">)"
         R"(<path class="paper" d="M0 0h7v7h-7z"/>)"
         R"(<path class="line-moving" d="M0 0l7 7M7 0l-7 7"/></pattern>)"
         R"(<pattern id="level" width="5" height="5" patternUnits="userSpaceOnUse">)"
         R"(<path class="paper" d="M0 0h5v5h-5z"/><path class="line-safe" d="M0 2.5h5"/></pattern>)"
         R"(</defs></svg>)";
}

}  // namespace fenghuo::cli
