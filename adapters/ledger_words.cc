#include "adapters/ledger_words.h"

#include <cstddef>

namespace fenghuo::adapters {
namespace {

template <class Value>
struct Word {
  Value value;
  std::string_view word;
};

constexpr Word<wire::UnitState> kUnitStates[] = {{wire::UNIT_READY, "ready"},
                                                 {wire::UNIT_SENT, "sent"},
                                                 {wire::UNIT_ON_THE_WAY, "on_the_way"},
                                                 {wire::UNIT_THERE, "there"},
                                                 {wire::UNIT_OUT, "out"}};
constexpr Word<wire::AidState> kAidStates[] = {
    {wire::AID_WANTED, "wanted"},     {wire::AID_ASKED, "asked"},
    {wire::AID_PROMISED, "promised"}, {wire::AID_REFUSED, "refused"},
    {wire::AID_ARRIVED, "arrived"},   {wire::AID_RETURNED, "returned"}};
constexpr Word<wire::StockMoved::Kind> kStockKinds[] = {{wire::StockMoved::IN, "in"},
                                                        {wire::StockMoved::OUT, "out"},
                                                        {wire::StockMoved::COUNTED, "counted"},
                                                        {wire::StockMoved::SENT, "sent"},
                                                        {wire::StockMoved::RECEIVED, "received"}};
constexpr Word<wire::NeedClosed::Reason> kClosings[] = {
    {wire::NeedClosed::DONE, "done"},
    {wire::NeedClosed::COMMAND, "command"},
    {wire::NeedClosed::INCIDENT_CLOSED, "incident_closed"}};
constexpr Word<wire::Unit::Owner> kOwners[] = {{wire::Unit::TOWNSHIP, "township"},
                                               {wire::Unit::VOLUNTEERS, "volunteers"},
                                               {wire::Unit::NEIGHBOUR, "neighbour"},
                                               {wire::Unit::COUNTY, "county"}};

template <class Value, std::size_t N>
std::string word_in(const Word<Value> (&words)[N], Value value) {
  for (const auto& entry : words)
    if (entry.value == value) return std::string(entry.word);
  return "unknown";
}

template <class Value, std::size_t N>
std::optional<Value> value_in(const Word<Value> (&words)[N], std::string_view word) {
  for (const auto& entry : words)
    if (entry.word == word) return entry.value;
  return std::nullopt;
}

}  // namespace

std::string word_of(wire::UnitState state) {
  return word_in(kUnitStates, state);
}
std::string word_of(wire::AidState state) {
  return word_in(kAidStates, state);
}
std::string word_of(wire::StockMoved::Kind kind) {
  return word_in(kStockKinds, kind);
}
std::string word_of(wire::NeedClosed::Reason reason) {
  return word_in(kClosings, reason);
}
std::string word_of(wire::Unit::Owner owner) {
  return word_in(kOwners, owner);
}

std::optional<wire::UnitState> parse_unit_state(std::string_view word) {
  return value_in(kUnitStates, word);
}
std::optional<wire::AidState> parse_aid_state(std::string_view word) {
  return value_in(kAidStates, word);
}
std::optional<wire::StockMoved::Kind> parse_stock_kind(std::string_view word) {
  return value_in(kStockKinds, word);
}

}  // namespace fenghuo::adapters
