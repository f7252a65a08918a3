// On the plain page of a duty: what the person sees where they are - that it is safe, that the road
// is cut, a sign of the danger - is a report like any other.
#pragma once

#include <optional>
#include <string>

#include "adapters/credentials.h"
#include "adapters/http/message.h"
#include "engine/event.pb.h"
#include "engine/plan.pb.h"
#include "engine/time.h"

namespace fenghuo::adapters {

/// Folded: it must not stand in the way of the answer.
std::string report_part(const wire::Plan& plan);

/// What the person of the link has seen in the area. Pressed again within ten minutes it is the
/// same report. Nothing where the kind is none that was offered.
std::optional<wire::Event> report_in(const wire::Plan& plan, const Form& form,
                                     const Credentials::Link& link, const std::string& area,
                                     Instant now);

}  // namespace fenghuo::adapters
