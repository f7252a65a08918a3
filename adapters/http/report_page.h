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

/// Folded: it must not stand in the way of the answer. `now`: what is sent from this page is one
/// report, however often it is pressed; of the next page another.
std::string report_part(const wire::Plan& plan, const std::string& area, Instant now);

/// What the person of the link has seen in the area. Nothing where the kind is none that was
/// offered.
std::optional<wire::Event> report_in(const wire::Plan& plan, const Form& form,
                                     const Credentials::Link& link, const std::string& area,
                                     Instant now);

}  // namespace fenghuo::adapters
