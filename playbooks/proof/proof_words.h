// Words that proofs have in common.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/text.h"
#include "engine/time.h"
#include "playbooks/proof/duty_calls.h"

namespace fenghuo::playbooks {

/// Of a list so many are named, and the others counted.
inline constexpr std::size_t kNamedMax = 12;

Text operator+(const Text& a, const Text& b);
/// The same in both: an id, a number.
Text plain(const std::string& text);
Text number(std::uint64_t n);

/// "甲、乙等 14 个" / "a, b and 12 more".
Text joined(const std::vector<Text>& all);
Text joined(const std::vector<std::string>& all);

/// "19 分钟" / "19 min"; seconds where it isn't whole.
Text length_of(Span span);
/// "第 19 分钟：" / "minute 19: ".
Text at(Span after);

/// "红色（夜里）" / "red by night"; the level alone where it has one ladder.
Text when(const Warned& warned);
/// "town（webhook、call_list）" / "town (webhook, call_list)".
Text words_of(const Call& call);
/// Of the village, or of the township; an area that isn't there stands for itself.
Text name_of_area(const Handbook& handbook, const std::string& area);
/// "playbooks[p].levels[red]".
std::string path_of(const wire::Playbook& playbook, Level level);

}  // namespace fenghuo::playbooks
