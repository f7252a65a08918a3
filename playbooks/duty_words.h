// Duties in words, and who somebody is by the roster. The plan has no names of persons.
#pragma once

#include <string_view>

#include "engine/text.h"
#include "playbooks/handbook.h"

namespace fenghuo::playbooks {

/// 村主任 / village leader; a duty that we have no words for stands for itself.
Text duty_words(std::string_view duty);

/// "上溪村村主任", "village leader, Shangxi": the first duty that the person has, or else stands in
/// for; empty where the roster has them for nothing.
Text role_of(const Handbook& handbook, std::string_view person);

}  // namespace fenghuo::playbooks
