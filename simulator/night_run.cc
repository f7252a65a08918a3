#include "simulator/night_run.h"

#include <algorithm>
#include <utility>

#include "engine/check.h"

namespace fenghuo::simulator {
namespace {

bool is_command(const Submission& submission) {
  const auto* event = std::get_if<wire::Event>(&submission);
  return event != nullptr && event->has_command();
}

}  // namespace

NightRun::NightRun(const Machine& begin, const LogHead& head, const Course* earlier,
                   NightRecord& record, Owed owed)
    : begin_(begin),
      begin_head_(head),
      earlier_(earlier),
      record_(record),
      owed_(std::move(owed)),
      now_(head.recorded_at) {
  if (!follows()) begin_alone(begin, head);
}

void NightRun::write_down(Course& course) {
  CHECK(!follows());
  written_ = &course;
  written_->keep_place(*machine_, begin_head_);
}

void NightRun::begin_alone(const Machine& machine, const LogHead& head) {
  machine_.emplace(machine.copy());
  run_.emplace(
      *machine_, [this](std::span<const Entry> entries) { take(entries); }, head,
      [this](std::span<const OwedEffect> owed) {
        if (muted_) return;
        if (written_ != nullptr)
          written_->owed.insert(written_->owed.end(), owed.begin(), owed.end());
        owed_(owed);
      });
}

void NightRun::take(std::span<const Entry> entries) {
  if (muted_) return;
  for (const auto& entry : entries) {
    ++record_.records;
    for (std::uint32_t i = 0; i < entry.facts.size(); ++i) {
      RecordedFact told{{entry.record.header.offset, i}, entry.record.header.recorded_at, {}};
      CHECK(told.fact.ParseFromString(entry.facts[i]));
      record_.facts.push_back(std::move(told));
    }
  }
}

std::optional<Instant> NightRun::timer_of_course() const {
  return step_ == 0 ? begin_.next_timer() : earlier_->steps[step_ - 1].next_timer;
}

const Course::Step* NightRun::next_step() const {
  return step_ < earlier_->steps.size() ? &earlier_->steps[step_] : nullptr;
}

std::optional<Instant> NightRun::next_timer() const {
  return follows() ? timer_of_course() : run_->next_timer();
}

// Timers of the same way fire at the same time; but the earlier night may have ended before, or
// been told something that this one isn't.
void NightRun::advance_to(Instant at) {
  while (follows()) {
    const auto timer = timer_of_course();
    if (!timer || *timer > at) break;
    const auto* step = next_step();
    if (step == nullptr || !step->submissions.empty() || step->at != *timer)
      part();
    else
      take_step();
  }
  now_ = std::max(now_, at);
  if (follows()) return;
  while (run_->next_timer() && *run_->next_timer() <= at) {
    const Instant due = *run_->next_timer();
    run_->advance_to(due);
    note_step(due, {});
  }
  run_->advance_to(at);
}

void NightRun::submit(std::vector<Submission> submissions) {
  if (follows()) {
    const auto* step = next_step();
    if (step != nullptr && step->at == now_ &&
        std::equal(step->submissions.begin(), step->submissions.end(), submissions.begin(),
                   submissions.end(), is_same))
      return take_step();
    part();
  }
  run_->submit(submissions);
  note_step(now_, std::move(submissions));
}

void NightRun::take_step() {
  const Course::Step& step = earlier_->steps[step_];
  const Course::Step* before = step_ == 0 ? nullptr : &earlier_->steps[step_ - 1];
  const auto begins = [&](std::size_t Course::Step::* end) {
    return static_cast<std::ptrdiff_t>(before == nullptr ? 0 : before->*end);
  };
  record_.records += step.records - (before == nullptr ? 0 : before->records);
  record_.facts.insert(record_.facts.end(),
                       earlier_->facts.begin() + begins(&Course::Step::facts_end),
                       earlier_->facts.begin() + static_cast<std::ptrdiff_t>(step.facts_end));
  const auto owed =
      std::span(earlier_->owed)
          .subspan(static_cast<std::size_t>(begins(&Course::Step::owed_end)),
                   step.owed_end - static_cast<std::size_t>(begins(&Course::Step::owed_end)));
  ++step_;
  if (!owed.empty()) owed_(owed);
}

// The steps since the last place are gone through once more, and heard by nobody.
void NightRun::part() {
  const Course& course = *std::exchange(earlier_, nullptr);
  const Course::Place& place = course.place_before(step_);
  begin_alone(place.machine, place.head);
  muted_ = true;
  for (std::size_t i = place.step; i < step_; ++i) {
    const Course::Step& step = course.steps[i];
    run_->advance_to(step.at);
    if (!step.submissions.empty()) run_->submit(step.submissions);
  }
  run_->advance_to(now_);
  muted_ = false;
}

void NightRun::note_step(Instant at, std::vector<Submission> submissions) {
  if (written_ == nullptr) return;
  Course& course = *written_;
  if (course.end == CourseEnd::before_a_command &&
      std::any_of(submissions.begin(), submissions.end(), is_command)) {
    written_ = nullptr;
    return;
  }
  course.facts.insert(course.facts.end(),
                      record_.facts.begin() + static_cast<std::ptrdiff_t>(course.facts.size()),
                      record_.facts.end());
  course.steps.push_back({.at = at,
                          .submissions = std::move(submissions),
                          .facts_end = course.facts.size(),
                          .owed_end = course.owed.size(),
                          .records = record_.records,
                          .next_timer = run_->next_timer(),
                          .head = run_->head()});
  course.keep_place(*machine_, run_->head());
}

LogHead NightRun::head() const {
  if (!follows()) return run_->head();
  return step_ == 0 ? begin_head_ : earlier_->steps[step_ - 1].head;
}

const Machine& NightRun::machine() {
  if (follows()) part();
  return *machine_;
}

}  // namespace fenghuo::simulator
