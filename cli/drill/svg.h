// Text as markup, and the few shapes of which a drill's report is drawn. Shapes differ by outline
// and hatching before they differ by colour, so that a black and white print tells as much.
//
// Numbers are written with at most two decimals and no exponent: equal input gives equal bytes.
#pragma once

#include <string>
#include <string_view>

namespace fenghuo::cli {

/// For between tags and within quotes. What no document may hold becomes U+FFFD.
std::string escaped(std::string_view text);

/// "12.5".
std::string coordinate(double value);
/// 0.125 is "12.5%".
std::string percent(double share);

/// A place on a drawing; x grows to the right, y downwards.
struct Spot {
  double x = 0;
  double y = 0;
};

struct Box {
  double left = 0;
  double top = 0;
  double width = 0;
  double height = 0;
  double right() const { return left + width; }
  double bottom() const { return top + height; }
  bool overlaps(const Box& other) const;
  bool holds(const Box& other) const;
};

enum class Anchor { start, middle, end };

/// `style` is a class of report_style.cc.
std::string svg_rect(const Box& box, std::string_view style);
std::string svg_circle(Spot centre, double radius, std::string_view style);
std::string svg_path(std::string_view path, std::string_view style);
/// `words` are escaped here.
std::string svg_text(Spot at, Anchor anchor, std::string_view words, std::string_view style);

/// About how wide words are, in em: what is written in squares has 1, the others a little over
/// half.
double width_em(std::string_view words);

/// Once on a page: the hatchings that its styles refer to.
std::string svg_hatchings();

}  // namespace fenghuo::cli
