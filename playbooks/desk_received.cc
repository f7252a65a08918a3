// What others warn of, where it takes a person: a warning that contradicts itself, or that names
// its area in words alone, is asked about, and one that is given again asks those again who have
// said no.
#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/area_words.h"
#include "engine/wire_text.h"
#include "playbooks/desk.h"
#include "playbooks/message.h"

namespace fenghuo::playbooks {

using fenghuo::to_wire;

namespace {

// Of each who is asked, in their turn.
constexpr Span kAnswerWithin = std::chrono::minutes{5};
// Others' words may be of any length, and a question is read on a telephone: 80 Chinese characters.
constexpr std::size_t kWordsShownBytesMax = 240;

Text status_words(wire::ReceivedWarning::Status status) {
  if (status == wire::ReceivedWarning::TEST) return {"测试", "Test"};
  if (status == wire::ReceivedWarning::EXERCISE) return {"演练", "Exercise"};
  return {"实际", "Actual"};
}

std::string message_name(const std::string& sender, const std::string& identifier) {
  return sender + '\n' + identifier;
}

// Whom the plan names for its response, in their order, and whoever is at the desk; where it names
// nobody the desk comes first.
std::vector<std::string> deciders(const wire::Plan& plan) {
  std::vector<std::string> chain(plan.response_duties().begin(), plan.response_duties().end());
  if (chain.empty()) return {std::string(kDutyOfficer), "town_leader"};
  if (std::find(chain.begin(), chain.end(), kDutyOfficer) == chain.end())
    chain.emplace_back(kDutyOfficer);
  return chain;
}

Instant valid_until(const wire::ReceivedWarning& received) {
  Instant until{};
  for (const auto& info : received.infos()) until = std::max(until, instant_ms(info.until_ms()));
  return until;
}

std::string shown(const std::string& words) {
  if (words.size() <= kWordsShownBytesMax) return words;
  std::size_t end = kWordsShownBytesMax;
  const auto inside_character = [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
  };
  while (end > 0 && inside_character(words[end])) --end;
  return words.substr(0, end) + "…";
}

Text title_words(const std::string& sender, const std::string& headline, const std::string& event) {
  const std::string title = shown(headline.empty() ? event : headline);
  return {sender + "“" + title + "”", "'" + title + "' of " + sender};
}

// The parts of a warning, as far as nobody can tell where they are.
struct Unplaced {
  std::vector<std::string> villages;  // that they may be for, in the order of the plan
  const wire::WarningInfo* worst = nullptr;
  std::vector<std::string> words;  // of where they are
  Instant until{};
};

Unplaced unplaced_in(const wire::Plan& plan, const wire::ReceivedWarning& received, Instant now) {
  Unplaced unplaced;
  std::set<int> villages;
  for (const auto& info : received.infos()) {
    const PlacesNamed named = places_named(plan, info);
    if (!named.unplaced || instant_ms(info.until_ms()) <= now) continue;
    for (int i = 0; i < plan.villages_size(); ++i)
      if (!named.villages.contains(i)) villages.insert(i);
    const Level level = level_from_wire(info.level()).value_or(Level::none);
    if (unplaced.worst == nullptr ||
        above(level, level_from_wire(unplaced.worst->level()).value_or(Level::none)))
      unplaced.worst = &info;
    for (const auto& area : info.areas()) {
      auto& words = unplaced.words;
      const std::string& one = area.description();
      // Each has a byte at least, so that of more none is shown.
      if (words.size() < kWordsShownBytesMax && is_in_words_alone(area) && !one.empty() &&
          std::find(words.begin(), words.end(), one) == words.end())
        words.push_back(one);
    }
    unplaced.until = std::max(unplaced.until, instant_ms(info.until_ms()));
  }
  for (const int place : villages) unplaced.villages.push_back(plan.villages(place).id());
  return unplaced;
}

// As its sender wrote it, in both languages.
Text where_words(const Unplaced& unplaced) {
  if (unplaced.worst == nullptr) return {};
  if (unplaced.words.empty()) return {"没有写范围", "it names no area"};
  std::string all;
  for (const auto& words : unplaced.words) {
    all += (all.empty() ? "" : "；") + words;
    if (all.size() > kWordsShownBytesMax) break;
  }
  all = shown(all);
  return {"范围只写了“" + all + "”", "its area is given in words alone, '" + all + "'"};
}

}  // namespace

void Desk::follow_received(Turn& turn, const wire::ReceivedWarning& received) {
  drop_questions_about(turn, received);
  std::optional<FactId> taken;
  const std::size_t count = turn.facts().size();  // those of the stages before
  for (std::size_t i = 0; i < count; ++i) {
    const FactId id{turn.offset(), static_cast<std::uint32_t>(i)};
    if (turn.facts()[i].has_warning_held()) {
      const wire::WarningHeld held = turn.facts()[i].warning_held();  // facts move
      ask_if_real(turn, held, received, id);
      taken.reset();
    } else if (turn.facts()[i].has_warning_received()) {
      taken = id;
    } else if (turn.facts()[i].has_alarm_repeated()) {
      const wire::AlarmRepeated repeated = turn.facts()[i].alarm_repeated();
      ask_again(turn, repeated, id);
    }
  }
  const bool warns = received.status() == wire::ReceivedWarning::ACTUAL &&
                     received.kind() != wire::ReceivedWarning::CANCEL;
  if (taken && warns) ask_if_here(turn, received, *taken);
}

void Desk::ask_if_real(Turn& turn, const wire::WarningHeld& held,
                       const wire::ReceivedWarning& received, FactId cause) {
  const Text status = status_words(held.status());
  const Text what = title_words(held.sender(), held.headline(), held.event());
  const Unplaced unplaced = unplaced_in(handbook_->plan(), received, turn.now());
  std::set<std::string> concerned(held.villages().begin(), held.villages().end());
  concerned.insert(unplaced.villages.begin(), unplaced.villages.end());
  Text where = where_words(unplaced);
  if (!where.zh.empty()) where = {"，" + where.zh, "; " + where.en};
  const std::string villages = std::to_string(concerned.size());
  Decision decision{
      .level = level_from_wire(held.level()).value_or(Level::none),
      .question = std::string(kIsItReal),
      .ask = {"收到的预警自相矛盾：" + what.zh + "，状态是“" + status.zh + "”" + where.zh +
                  "。是真的吗？答“是”就向 " + villages + " 个村发布预警。",
              "A received warning contradicts itself: " + what.en + ", with status " + status.en +
                  where.en + ". Is it real? A yes warns so many villages: " + villages + "."},
      .action = {"收到" + what.zh, "received: " + what.en},
      .received = message_name(held.sender(), held.identifier()),
      .valid_until = valid_until(received)};
  for (const auto& village : handbook_->plan().villages())
    if (concerned.contains(village.id())) decision.areas.push_back(village.id());
  ask_about(turn, std::move(decision), cause);
}

// It may be for here, and no rule can tell: a person reads what it says. Nobody's silence is a no.
void Desk::ask_if_here(Turn& turn, const wire::ReceivedWarning& received, FactId cause) {
  const Unplaced unplaced = unplaced_in(handbook_->plan(), received, turn.now());
  if (unplaced.worst == nullptr) return;
  const wire::WarningInfo& worst = *unplaced.worst;
  const Level level = level_from_wire(worst.level()).value_or(Level::none);
  const Text what = title_words(received.sender(), worst.headline(), worst.event());
  const Text where = where_words(unplaced);
  const Text grade = level == Level::none
                         ? Text{"，没有级别", ", of no level"}
                         : Text{"，" + name_of(level).zh, ", " + name_of(level).en};
  const std::string villages = std::to_string(unplaced.villages.size());
  ask_about(
      turn,
      {.level = level,
       .question = std::string(kIsItHere),
       .ask = {"收到的预警认不出地方：" + what.zh + grade.zh + "，" + where.zh +
                   "。和我们有关吗？答“是”就向 " + villages + " 个村发布预警。",
               "A received warning can't be placed: " + what.en + grade.en + "; " + where.en +
                   ". Does it concern us? A yes warns so many villages: " + villages + "."},
       .action = {"收到" + what.zh + "，" + where.zh, "received: " + what.en + "; " + where.en},
       .areas = unplaced.villages,
       .received = message_name(received.sender(), received.identifier()),
       .valid_until = unplaced.until},
      cause);
}

void Desk::ask_about(Turn& turn, Decision decision, FactId cause) {
  // Of other places nobody here has to decide.
  const Instant until = decision.valid_until;
  if (decision.areas.empty() || until <= turn.now()) return;
  std::erase_if(asked_about_, [&](const auto& item) { return item.second <= turn.now(); });
  // The same message may come by several ways, also after it was answered.
  if (asked_about_.size() >= kProposalsMax ||
      !asked_about_.emplace(decision.received, until).second)
    return;
  decision.area = decision.areas.size() == 1 ? decision.areas.front() : handbook_->township();
  decision.chain = deciders(handbook_->plan());
  decision.within = kAnswerWithin;
  open_decision(turn, std::move(decision), cause);
}

// Its sender has taken it back, or says it anew in other words.
void Desk::drop_questions_about(Turn& turn, const wire::ReceivedWarning& received) {
  std::set<std::string> gone;
  for (const auto& identifier : received.supersedes())
    gone.insert(message_name(received.sender(), identifier));
  std::vector<FactId> over;
  for (const auto& [id, decision] : decisions_)
    if (gone.contains(decision.received)) over.push_back(id);
  for (const FactId id : over)
    drop_question(turn, id, wire::ObligationClosed::RETRACTED, {turn.offset(), 0});
}

void Desk::drop_question(Turn& turn, FactId id, Reason reason, FactId cause) {
  stop_asking(turn, id);
  wire::Fact fact = caused_by(cause);
  *fact.mutable_decision_closed()->mutable_decision() = to_wire(id);
  fact.mutable_decision_closed()->set_reason(reason);
  turn.conclude(std::move(fact));
  decisions_.erase(id);
}

// A fifth red signal is a reason to ask once more whether the trains are to stop (failures.md,
// E01). Where the all-clear was given, or people were told that it was false, it is a reason to
// warn anew.
void Desk::ask_again(Turn& turn, const wire::AlarmRepeated& repeated, FactId cause) {
  AlarmNews news{.fact = cause,
                 .alarm = from_wire(repeated.alarm()),
                 .rule = repeated.rule(),
                 .area = repeated.area(),
                 .level = level_from_wire(repeated.level()).value_or(Level::none),
                 .reason = {"又收到一次同级的预警", "others warn of it once more"}};
  news = located(std::move(news));
  bool known = false;
  for (const FactId id : incidents_in(news.area)) {
    const Incident& incident = incidents_.at(id);
    const bool of_it = std::any_of(incident.sources.begin(), incident.sources.end(),
                                   [&](const Source& source) { return source.rule == news.rule; });
    if (!of_it || !incident.warning) continue;
    known = true;
    if (incident.all_clear)
      revoke(turn, id, news);
    else
      ask_questions(turn, id);
  }
  if (!known) on_alarm(turn, news);
}

}  // namespace fenghuo::playbooks
