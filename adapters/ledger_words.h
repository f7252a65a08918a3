// The words of the ledger's states in JSON and in commands: ready, on_the_way, counted, promised.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/ledger_fact.pb.h"
#include "engine/resource.pb.h"

namespace fenghuo::adapters {

/// Of a value that a newer program wrote: unknown.
std::string word_of(wire::UnitState state);
std::string word_of(wire::AidState state);
std::string word_of(wire::StockMoved::Kind kind);
std::string word_of(wire::NeedClosed::Reason reason);
std::string word_of(wire::Unit::Owner owner);

/// Nothing where it is none of the words.
std::optional<wire::UnitState> parse_unit_state(std::string_view word);
std::optional<wire::AidState> parse_aid_state(std::string_view word);
std::optional<wire::StockMoved::Kind> parse_stock_kind(std::string_view word);

}  // namespace fenghuo::adapters
