// Patterns against all that the words of docs/rules.md allow: every choice of moments is tried.
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "engine/archive.h"
#include "rules/pattern.h"
#include "tests/random.h"

namespace fenghuo::rules {
namespace {

using std::chrono::minutes;
using Moments = std::vector<int>;

constexpr int kPatterns = 4000;

// What is heard at a minute, by step.
struct Heard {
  int at = 0;
  std::vector<bool> when;
  std::vector<bool> without;
  bool then_no = false;
};

struct Match {
  int at = 0;
  Moments steps;  // when each was completed, the latest that can be; none after an absence
  bool operator==(const Match&) const = default;
};

int in_minutes(Span span) {
  return static_cast<int>(std::chrono::floor<minutes>(span).count());
}

// The ways to find a pattern that is complete at the last minute and begins after `after`.
class Search {
 public:
  Search(const PatternShape& shape, std::span<const Heard> all, int after)
      : shape_(shape), now_(all.back().at) {
    for (const Heard& heard : all) {
      if (heard.at <= after) continue;
      auto& moment = moments_[heard.at];
      for (std::size_t i = 0; i < shape.steps.size(); ++i) {
        if (heard.when[i]) moment.when.insert(i);
        if (heard.without[i]) moment.without.insert(i);
      }
    }
    for (std::size_t i = 0; i < shape.steps.size(); ++i)
      for (std::uint32_t n = 0; n < shape.steps[i].times; ++n) wanted_.push_back(i);
  }

  // Of all ways the one whose steps are latest, from the last on.
  std::optional<Moments> latest() {
    choose(moments_.begin());
    return best_;
  }

 private:
  struct Moment {
    std::set<std::size_t> when;
    std::set<std::size_t> without;
  };

  void choose(std::map<int, Moment>::const_iterator from) {
    if (chosen_.size() == wanted_.size()) {
      if (chosen_.back() == now_) judge();
      return;
    }
    for (auto moment = from; moment != moments_.end(); ++moment) {
      if (!moment->second.when.contains(wanted_[chosen_.size()])) continue;
      chosen_.push_back(moment->first);
      choose(std::next(moment));
      chosen_.pop_back();
    }
  }

  void judge() {
    Moments ends;
    for (std::size_t i = 0; i < chosen_.size(); ++i)
      if (i + 1 == chosen_.size() || wanted_[i + 1] != wanted_[i]) ends.push_back(chosen_[i]);
    for (std::size_t i = 0; i < ends.size(); ++i) {
      const int since = i == 0 ? chosen_.front() : ends[i - 1];
      const int within = in_minutes(shape_.steps[i].within);
      const bool alone = i == 0 && shape_.steps[i].times == 1;
      if (within > 0 && !alone && ends[i] - since >= within) return;
      for (const auto& [at, moment] : moments_)
        if (moment.without.contains(i) && at > chosen_.front() && at <= ends[i]) return;
    }
    const auto later = [](const Moments& a, const Moments& b) {
      return std::lexicographical_compare(b.rbegin(), b.rend(), a.rbegin(), a.rend());
    };
    if (!best_ || later(ends, *best_)) best_ = ends;
  }

  const PatternShape& shape_;
  int now_;
  std::map<int, Moment> moments_;
  std::vector<std::size_t> wanted_;  // the step of each moment that is to be chosen
  Moments chosen_;
  std::optional<Moments> best_;
};

struct Completion {
  std::size_t heard;  // with what
  Match match;
};

// When the last step is completed.
std::vector<Completion> completions(const PatternShape& shape, const std::vector<Heard>& all) {
  std::vector<Completion> found;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool once = found.empty() || found.back().match.at < all[i].at;
    if (!all[i].when.back() || !once) continue;
    const int after = shape.keep || found.empty() ? -1 : found.back().match.at;
    const auto steps = Search(shape, std::span(all).first(i + 1), after).latest();
    if (steps) found.push_back({i, {all[i].at, *steps}});
  }
  return found;
}

// The waits of a pattern with then_no that end with a match.
std::vector<Match> absences(const PatternShape& shape, const std::vector<Heard>& all,
                            const std::vector<Completion>& completed) {
  std::vector<Match> found;
  std::size_t busy_until = 0;
  for (std::size_t i = 0; i < completed.size(); ++i) {
    const auto& [heard, match] = completed[i];
    if (!shape.keep && heard < busy_until) continue;
    const int due = match.at + in_minutes(shape.then_no_within);
    std::size_t end = heard + 1;
    while (end < all.size() && all[end].at < due && !(all[end].then_no && all[end].at > match.at))
      ++end;
    busy_until = end;
    const bool followed = end < all.size() && all[end].at < due;
    const bool begun_anew =
        shape.keep && i + 1 < completed.size() && all[completed[i + 1].heard].at < due;
    if (!followed && !begun_anew) found.push_back({due, {}});
  }
  return found;
}

std::vector<Match> should_match(const PatternShape& shape, const std::vector<Heard>& all) {
  const auto completed = completions(shape, all);
  std::vector<Match> found;
  for (const auto& completion : completed) found.push_back(completion.match);
  if (shape.then_no_within > Span{0}) found = absences(shape, all, completed);
  std::vector<Match> first;
  for (std::size_t i = 0; i < found.size(); ++i)
    if (i == 0 || found[i].at - found[i - 1].at >= in_minutes(shape.quiet))
      first.push_back(found[i]);
  return first;
}

std::string saved(const Course& course) {
  StateWriter writer;
  writer(course);
  return writer.take();
}

// As it is after a restart.
Course read_back(const Course& course) {
  const std::string bytes = saved(course);
  Course again;
  StateReader reader(bytes);
  reader(again);
  EXPECT_TRUE(reader.ok() && reader.at_end());
  EXPECT_EQ(saved(again), bytes);
  return again;
}

bool take(Course& course, const PatternShape& shape, const Heard& heard) {
  const auto truths = [](const std::vector<bool>& are) {
    std::vector<Truth> truths;
    for (const bool is : are) truths.push_back(is ? Truth::yes : Truth::no);
    return truths;
  };
  const auto when = truths(heard.when);
  const auto without = truths(heard.without);
  return course.take(shape, {Instant{} + minutes{heard.at}, when, without,
                             heard.then_no ? Truth::yes : Truth::no}) == 1;
}

std::vector<Match> does_match(const PatternShape& shape, const std::vector<Heard>& all) {
  std::vector<Match> found;
  Course course;
  const auto pass = [&](int until) {
    while (course.due(shape) && *course.due(shape) <= Instant{} + minutes{until}) {
      const Instant due = *course.due(shape);
      if (course.pass(shape, due)) found.push_back({in_minutes(due - Instant{}), {}});
    }
  };
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i % 5 == 4) course = read_back(course);
    pass(all[i].at);
    if (!take(course, shape, all[i])) continue;
    Moments steps;
    for (const Instant at : course.latest_match()) steps.push_back(in_minutes(at - Instant{}));
    found.push_back({all[i].at, steps});
  }
  pass(100'000);
  return found;
}

PatternShape draw_shape(Random& random) {
  PatternShape shape;
  shape.steps.resize(static_cast<std::size_t>(random.between(1, 3)));
  for (auto& step : shape.steps) {
    step.times = random.one_in(2) ? 1 : static_cast<std::uint32_t>(random.between(2, 3));
    if (!random.one_in(4)) step.within = minutes{random.between(2, 15)};
  }
  shape.keep = random.one_in(2);
  if (random.one_in(3)) shape.then_no_within = minutes{random.between(1, 10)};
  if (random.one_in(3)) shape.quiet = minutes{random.between(2, 15)};
  return shape;
}

// Some moments are heard of more than once, as of an area's several stations.
std::vector<Heard> draw_heard(Random& random, std::size_t steps) {
  std::vector<Heard> all(15);
  std::vector<bool> undoes;
  for (std::size_t i = 0; i < steps; ++i) undoes.push_back(random.one_in(3));
  int at = 0;
  for (auto& heard : all) {
    if (!random.one_in(6)) at += static_cast<int>(random.between(1, 3));
    heard.at = at;
    for (std::size_t i = 0; i < steps; ++i) {
      heard.when.push_back(random.one_in(2));
      heard.without.push_back(undoes[i] && random.one_in(8));
    }
    heard.then_no = random.one_in(5);
  }
  return all;
}

std::string text(const PatternShape& shape, const std::vector<Heard>& all) {
  std::ostringstream out;
  for (const auto& step : shape.steps)
    out << "times " << step.times << " within " << in_minutes(step.within) << "; ";
  out << (shape.keep ? "keep; " : "") << "then_no within " << in_minutes(shape.then_no_within)
      << "; quiet " << in_minutes(shape.quiet) << "\n";
  for (const auto& heard : all) {
    out << heard.at << ":";
    for (std::size_t i = 0; i < heard.when.size(); ++i) {
      if (heard.when[i]) out << static_cast<char>('a' + i);
      if (heard.without[i]) out << static_cast<char>('A' + i);
    }
    out << (heard.then_no ? "n " : " ");
  }
  return out.str();
}

std::string text(const std::vector<Match>& matches) {
  std::ostringstream out;
  for (const auto& match : matches) {
    out << match.at << " (";
    for (const int step : match.steps) out << step << " ";
    out << ") ";
  }
  return out.str();
}

TEST(PatternReference, EveryChoiceOfMomentsIsTried) {
  std::size_t matched = 0;
  for (std::uint32_t seed = 1; seed <= kPatterns; ++seed) {
    Random random(seed);
    const auto shape = draw_shape(random);
    const auto all = draw_heard(random, shape.steps.size());
    const auto should = should_match(shape, all);
    const auto does = does_match(shape, all);
    ASSERT_EQ(does, should) << "seed " << seed << "\n"
                            << text(shape, all) << "\ndoes " << text(does) << "\nshould "
                            << text(should);
    matched += should.size();
  }
  EXPECT_GT(matched, kPatterns / 2) << "of patterns that never match nothing is learnt";
}

TEST(PatternReference, StateIsBounded) {
  for (const bool keep : {false, true}) {
    PatternShape shape;
    for (const std::uint32_t times : {3u, 2u, 4u, 1u}) shape.steps.push_back({times, minutes{30}});
    shape.keep = keep;
    Course course;
    Random random(keep ? 1 : 2);
    std::size_t most = 0;
    for (int i = 0; i < 20'000; ++i) {
      Heard heard{.at = i, .when = {}, .without = std::vector<bool>(4), .then_no = false};
      for (int step = 0; step < 4; ++step) heard.when.push_back(random.one_in(4));
      take(course, shape, heard);
      most = std::max(most, saved(course).size());
    }
    EXPECT_LT(most, 600u);
  }
}

}  // namespace
}  // namespace fenghuo::rules
