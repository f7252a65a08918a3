#include "cli/verify/night_digest.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "cli/township.h"
#include "cli/verify/deaf_rules.h"
#include "simulator/night.h"

namespace fenghuo::cli {
namespace {

template <class Messages>
void clear_names(Messages& messages) {
  for (auto& message : messages) message.clear_name();
}

void clear_words(wire::Playbook& playbook) {
  playbook.clear_title();
  playbook.clear_version();  // of its text
  playbook.clear_headline();
  playbook.clear_text();
  playbook.mutable_cut_off()->clear_action();
  for (auto& unit : *playbook.mutable_cut_off()->mutable_units()) unit.clear_task();
  for (auto& response : *playbook.mutable_responses()) {
    response.clear_action();
    response.mutable_reach()->clear_action();
    for (auto& unit : *response.mutable_units()) unit.clear_task();
    for (auto& step : *response.mutable_steps()) step.clear_task();
    for (auto& question : *response.mutable_decisions()) {
      question.clear_ask();
      question.clear_action();
    }
  }
}

void clear_words(wire::Rule& rule) {
  rule.clear_title();
  rule.clear_source();
  rule.clear_reviewed();
  rule.clear_version();  // of its text
}

constexpr const char* kProgram = "/proc/self/exe";

// With its symbols it is half a gigabyte: looked at in place, not copied.
class MappedFile {
 public:
  explicit MappedFile(const char* path) : file_(::open(path, O_RDONLY | O_CLOEXEC)) {
    struct stat status{};
    if (file_ < 0 || ::fstat(file_, &status) != 0) return;
    size_ = static_cast<std::size_t>(status.st_size);
    bytes_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file_, 0);
  }
  ~MappedFile() {
    if (mapped()) ::munmap(bytes_, size_);
    if (file_ >= 0) ::close(file_);
  }
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  bool mapped() const { return bytes_ != MAP_FAILED; }
  std::string_view bytes() const { return {static_cast<const char*>(bytes_), size_}; }

 private:
  int file_;
  std::size_t size_ = 0;
  void* bytes_ = MAP_FAILED;
};

}  // namespace

wire::Plan without_words(wire::Plan plan) {
  plan.clear_name();
  plan.clear_messages();
  clear_names(*plan.mutable_stations());
  clear_names(*plan.mutable_catchments());
  clear_names(*plan.mutable_hazard_points());
  clear_names(*plan.mutable_facilities());
  clear_names(*plan.mutable_shelters());
  clear_names(*plan.mutable_units());
  clear_names(*plan.mutable_supplies());
  clear_names(*plan.mutable_roads()->mutable_roads());
  for (auto& village : *plan.mutable_villages()) {
    village.clear_name();
    village.clear_shelter();
    village.clear_effects();
  }
  for (auto& person : *plan.mutable_people()) person.clear_sealed();
  for (auto& limit : *plan.mutable_limits()) {
    limit.clear_source();
    limit.clear_reviewed();
  }
  for (auto& rule : *plan.mutable_rules()) clear_words(rule);
  for (auto& playbook : *plan.mutable_playbooks()) clear_words(playbook);
  for (auto& routine : *plan.mutable_routines()) {
    routine.clear_title();
    routine.clear_task();
  }
  return plan;
}

Result<Digest> digest_of_program() {
  const MappedFile program(kProgram);
  if (program.mapped()) return sha256(program.bytes());
  const std::string why = std::generic_category().message(errno);
  return Error{Errc::storage_failed,
               {std::string("读不到正在运行的程序（") + kProgram + "）：" + why +
                    "；没有它不知道 --keep 的结果是不是它算的，可不写 --keep",
                std::string("can't read the program that is being run (") + kProgram + "): " + why +
                    "; without it nobody knows whether results of --keep are its own; leave "
                    "--keep out"}};
}

// The chain is of what the storm and the models gave as well, and of what this program makes of it
// until there; what it makes of people's ways and of the score is in no record.
Digest digest_of(const wire::Plan& plan, const PlanNight& night, const Digest& program) {
  wire::PlanChanged change;
  *change.mutable_plan() = without_deaf_rules(without_words(plan), night.scenario);
  const auto beginning = simulator::begin_night(township_machine(), change, night.scenario.start);
  const auto record = simulator::play_night(beginning, night.scenario);
  return sha256(to_hex(program) + '\n' + change.plan().SerializeAsString() + '\n' + night.name +
                ' ' + to_hex(night.source) + ' ' + to_hex(record.chain));
}

}  // namespace fenghuo::cli
