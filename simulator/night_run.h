// The engine of a night, in virtual time. Where an earlier night's course is given, it follows that
// for as long as it is told the same, and conclusions come out of it; from where they part an
// engine of its own takes over.
//
// One thread; several may follow one course.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "simulator/course.h"
#include "simulator/night_record.h"
#include "simulator/virtual_run.h"

namespace fenghuo::simulator {

class NightRun {
 public:
  using Owed = std::function<void(std::span<const OwedEffect>)>;
  /// Facts and the number of records go into `record`. `begin`, at the log's end `head`, and
  /// `earlier`, of a night that began there, outlive it; null: none is followed.
  NightRun(const Machine& begin, const LogHead& head, const Course* earlier, NightRecord& record,
           Owed owed);
  NightRun(const NightRun&) = delete;
  NightRun& operator=(const NightRun&) = delete;

  /// From here on its own course is written down there, as far as it says. Before anything else;
  /// not where another is followed.
  void write_down(Course& course);

  std::optional<Instant> next_timer() const;
  void advance_to(Instant at);
  /// Now; not empty.
  void submit(std::vector<Submission> submissions);

  LogHead head() const;
  /// As it is now; the engine of its own takes over for that.
  const Machine& machine();

 private:
  bool follows() const { return earlier_ != nullptr; }
  std::optional<Instant> timer_of_course() const;
  const Course::Step* next_step() const;
  void take_step();
  void part();
  void begin_alone(const Machine& machine, const LogHead& head);
  void take(std::span<const Entry> entries);
  void note_step(Instant at, std::vector<Submission> submissions);

  const Machine& begin_;
  LogHead begin_head_;
  const Course* earlier_;
  NightRecord& record_;
  Owed owed_;
  std::size_t step_ = 0;  // of the earlier course, that comes next
  Instant now_;
  bool muted_ = false;  // going once more from a place of the course to where they part
  std::optional<Machine> machine_;
  std::optional<VirtualRun> run_;
  Course* written_ = nullptr;
};

}  // namespace fenghuo::simulator
