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

// Questions that no playbook has: whether a received warning is real, and whether one that names
// its area in words alone is for here.
constexpr std::string_view kIsItReal = "is-it-real";
constexpr std::string_view kIsItHere = "is-it-here";
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

// What is said in the parts of a warning of which nobody can tell where they are.
struct Unplaced {
  const wire::WarningInfo* worst = nullptr;  // null: none of them is in force
  std::vector<std::string> words;            // of where they are
  Instant until{};
};

template <class Parts>
Unplaced unplaced_in(const wire::ReceivedWarning& received, const Parts& parts, Instant now) {
  Unplaced unplaced;
  for (const auto part : parts) {
    const auto& info = received.infos(static_cast<int>(part));
    if (instant_ms(info.until_ms()) <= now) continue;
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
  return unplaced;
}

bool names_any(const std::set<std::string>& some, const std::set<std::string>& others) {
  return std::any_of(some.begin(), some.end(),
                     [&](const std::string& message) { return others.contains(message); });
}

std::set<std::string> superseded_by(const wire::ReceivedWarning& received) {
  std::set<std::string> gone;
  for (const auto& identifier : received.supersedes())
    gone.insert(message_name(received.sender(), identifier));
  return gone;
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
  wire::WarningReceived told;
  FactId taken{turn.offset(), 0};
  bool is_held = false;
  const std::size_t count = turn.facts().size();  // those of the stages before
  for (std::uint32_t i = 0; i < count; ++i) {
    is_held = is_held || turn.facts()[i].has_warning_held();
    if (!turn.facts()[i].has_warning_received()) continue;
    told = turn.facts()[i].warning_received();
    taken.index = i;
  }
  // A test takes nothing back, nor does what nobody knows yet to be real.
  if (received.status() == wire::ReceivedWarning::ACTUAL && !is_held) {
    drop_questions_about(turn, received, taken);
    follow_sender(turn, received, told, taken);
  }
  for (std::size_t i = 0; i < count; ++i) {
    const FactId id{turn.offset(), static_cast<std::uint32_t>(i)};
    if (turn.facts()[i].has_warning_held()) {
      const wire::WarningHeld held = turn.facts()[i].warning_held();  // facts move
      ask_if_real(turn, held, received, id);
    } else if (turn.facts()[i].has_alarm_repeated()) {
      const wire::AlarmRepeated repeated = turn.facts()[i].alarm_repeated();
      ask_again(turn, repeated, id);
    }
  }
  ask_if_here(turn, told, received, taken);
}

// Also where no rule reads it: what says of itself that it is a test and that it is none is to be
// looked at by a person.
void Desk::ask_if_real(Turn& turn, const wire::WarningHeld& held,
                       const wire::ReceivedWarning& received, FactId cause) {
  const Text status = status_words(held.status());
  const Text what = title_words(held.sender(), held.headline(), held.event());
  const wire::Plan& plan = handbook_->plan();
  const Unplaced unplaced = unplaced_in(received, unplaced_parts(plan, received), turn.now());
  const std::set<std::string> named(held.villages().begin(), held.villages().end());
  std::vector<std::string> concerned;
  for (const auto& village : plan.villages())
    if (unplaced.worst != nullptr || named.contains(village.id()))
      concerned.push_back(village.id());
  Text where = where_words(unplaced);
  if (!where.zh.empty()) where = {"，" + where.zh, "; " + where.en};
  const std::string villages = std::to_string(concerned.size());
  Decision decision{
      .level = level_from_wire(held.level()).value_or(Level::none),
      .question = std::string(kIsItReal),
      .ask = {"收到的外部预警自相矛盾：" + what.zh + "，状态是“" + status.zh + "”" + where.zh +
                  "。是真的吗？答“是”就向 " + villages + " 个村发布预警。",
              "A received warning contradicts itself: " + what.en + ", with status " + status.en +
                  where.en + ". Is it real? A yes warns so many villages: " + villages + "."},
      .action = {"收到" + what.zh, "received: " + what.en},
      .areas = std::move(concerned),
      .received = message_name(held.sender(), held.identifier()),
      .valid_until = valid_until(received),
      .says_anew = said_anew_by(received)};
  ask_about(turn, std::move(decision), cause);
}

// It may be for here, and a rule would warn: a person reads what it says. Nobody's silence is a no.
void Desk::ask_if_here(Turn& turn, const wire::WarningReceived& told,
                       const wire::ReceivedWarning& received, FactId cause) {
  const Unplaced unplaced = unplaced_in(received, told.unplaced(), turn.now());
  if (unplaced.worst == nullptr) return;
  const wire::WarningInfo& worst = *unplaced.worst;
  const Level level = level_from_wire(worst.level()).value_or(Level::none);
  const Text what = title_words(received.sender(), worst.headline(), worst.event());
  const Text where = where_words(unplaced);
  const Text grade = level == Level::none
                         ? Text{"，没有级别", ", of no level"}
                         : Text{"，" + name_of(level).zh, ", " + name_of(level).en};
  const std::string villages = std::to_string(told.may_be_for_size());
  ask_about(
      turn,
      {.level = level,
       .question = std::string(kIsItHere),
       .ask = {"收到的外部预警认不出地方：" + what.zh + grade.zh + "，" + where.zh +
                   "。和我们有关吗？答“是”就向 " + villages + " 个村发布预警。",
               "A received warning can't be placed: " + what.en + grade.en + "; " + where.en +
                   ". Does it concern us? A yes warns so many villages: " + villages + "."},
       .action = {"收到" + what.zh + "，" + where.zh, "received: " + what.en + "; " + where.en},
       .areas = {told.may_be_for().begin(), told.may_be_for().end()},
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
  if (!asked_about_.emplace(decision.received, until).second) return;
  decision.area = decision.areas.size() == 1 ? decision.areas.front() : handbook_->township();
  decision.chain = deciders(handbook_->plan());
  decision.within = kAnswerWithin;
  open_decision(turn, std::move(decision), cause);
  if (asked_about_.size() > kReceivedAskedMax) forget_one_asked_about(turn, cause);
}

void Desk::forget_one_asked_about(Turn& turn, FactId cause) {
  std::set<std::string> open;
  std::optional<FactId> least;
  for (const auto& [id, decision] : decisions_) {
    if (decision.received.empty()) continue;
    open.insert(decision.received);
    if (!least || above(decisions_.at(*least).level, decision.level)) least = id;
  }
  auto first = asked_about_.end();
  for (auto item = asked_about_.begin(); item != asked_about_.end(); ++item)
    if (!open.contains(item->first) &&
        (first == asked_about_.end() || item->second < first->second))
      first = item;
  if (first != asked_about_.end()) {
    asked_about_.erase(first);
    return;
  }
  asked_about_.erase(decisions_.at(*least).received);
  drop_question(turn, *least, wire::ObligationClosed::CROWDED_OUT, cause);
}

// Its sender has taken it back, or says it anew in other words. An Update that is held goes with
// all that it would have taken the place of: what is said anew of something that is over is over
// too. What is said anew by another message lives on in that one.
void Desk::drop_questions_about(Turn& turn, const wire::ReceivedWarning& received, FactId cause) {
  const std::set<std::string> gone = superseded_by(received);
  const bool cancels = received.kind() == wire::ReceivedWarning::CANCEL;
  const std::string anew = message_name(received.sender(), received.identifier());
  std::vector<FactId> over;
  for (auto& [id, decision] : decisions_) {
    const auto was = std::erase_if(
        decision.says_anew, [&](const std::string& message) { return gone.contains(message); });
    if (was > 0 && !cancels) decision.says_anew.insert(anew);
    if (gone.contains(decision.received) || (was > 0 && decision.says_anew.empty()))
      over.push_back(id);
  }
  for (const FactId id : over) drop_question(turn, id, wire::ObligationClosed::RETRACTED, cause);
}

// What a yes has warned of ends when its sender takes it back, or says anew what isn't for here, or
// less; as an alarm of it would.
void Desk::follow_sender(Turn& turn, const wire::ReceivedWarning& received,
                         const wire::WarningReceived& told, FactId cause) {
  const bool cancels = received.kind() == wire::ReceivedWarning::CANCEL;
  unsay(turn, one_matter_with(superseded_by(received)), cancels ? nullptr : &told,
        valid_until(received), cause);
}

// As far as it matters here: somebody was asked about them, or has said yes.
std::set<std::string> Desk::said_anew_by(const wire::ReceivedWarning& received) const {
  const std::set<std::string> named = superseded_by(received);
  std::set<std::string> earlier = one_matter_with(named);
  for (const auto& message : named)
    if (asked_about_.contains(message)) earlier.insert(message);
  // One that is held as well says others anew in its turn.
  for (const auto& [id, decision] : decisions_)
    if (named.contains(decision.received))
      earlier.insert(decision.says_anew.begin(), decision.says_anew.end());
  earlier.erase(message_name(received.sender(), received.identifier()));
  // Identifiers mostly have a time in them, so these are the oldest.
  while (earlier.size() > kSaidAnewMax) earlier.erase(earlier.begin());
  return earlier;
}

// Of messages that a yes stands for: these, and those that are joined with any of them.
std::set<std::string> Desk::one_matter_with(const std::set<std::string>& messages) const {
  std::set<std::string> all;
  for (const auto& [id, particulars] : particulars_)
    for (const auto& [message, word] : particulars.received)
      if (messages.contains(message) || names_any(word.joined, messages)) all.insert(message);
  return all;
}

// While an Update was held, what it says anew stood, and was asked about. Now that a person has
// said that it is real, nobody has to decide about that any more. Where that was warned of too it
// stays so, as nobody was asked whether to end it; but its sender may name it or the Update to take
// both back.
void Desk::join_words(Turn& turn, const Decision& real, FactId cause) {
  // Where no playbook answers its level nobody was warned, and the question before it is the only
  // one that is left.
  if (one_matter_with({real.received}).empty()) return;
  std::vector<FactId> over;
  for (const auto& [id, decision] : decisions_)
    if (real.says_anew.contains(decision.received)) over.push_back(id);
  for (const FactId id : over) drop_question(turn, id, wire::ObligationClosed::SUPERSEDED, cause);
  std::set<std::string> all = real.says_anew;
  all.insert(real.received);
  all.merge(one_matter_with(all));
  for (auto& [id, particulars] : particulars_)
    for (auto& [message, word] : particulars.received)
      if (all.contains(message)) word.joined = all;
}

// `anew`: what takes their place, until when. Null: nothing does.
void Desk::unsay(Turn& turn, const std::set<std::string>& messages,
                 const wire::WarningReceived* anew, Instant until, FactId cause) {
  std::vector<FactId> touched;
  for (auto& [id, particulars] : particulars_) {
    const auto count = std::erase_if(
        particulars.received, [&](const auto& item) { return messages.contains(item.first); });
    if (count == 0) continue;
    const auto incident = incidents_.find(id);
    if (anew != nullptr && incident != incidents_.end() && is_for(*anew, incident->second))
      particulars.received[message_name(anew->sender(), anew->identifier())].until = until;
    touched.push_back(id);
  }
  for (const FactId id : touched) {
    // The end of one can be the end of another.
    if (!incidents_.contains(id)) continue;
    wait_for_end_of_word(turn, id);
    end_word(turn, id, cause);
  }
}

// Somebody is asked about it, or it is placed there and no milder than what was warned of.
bool Desk::is_for(const wire::WarningReceived& told, const Incident& incident) const {
  if (!told.may_be_for().empty()) return true;
  const auto& villages = told.villages();
  const bool there =
      incident.area == handbook_->township()
          ? !villages.empty()
          : std::find(villages.begin(), villages.end(), incident.area) != villages.end();
  return there && !above(incident.level, level_from_wire(told.level()).value_or(Level::none));
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
