// GET and POST /api/v1/drill: the drill that is played in this lane, for those who control and
// evaluate it.
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "adapters/fact_json.h"
#include "adapters/http/message.h"
#include "engine/result.h"

namespace fenghuo::adapters {

struct Service;

/// Whoever plays it. On the lane's thread.
class DrillControl {
 public:
  virtual ~DrillControl() = default;
  /// Its scenario: what is put in and when, what is expected, and how that stands.
  virtual boost::json::object describe(const JsonStyle& style) const = 0;
  /// A controller's words: pause, go, rate N, jump TIME, inject ID, stop REASON. What became of
  /// them. Errors: bad_input.
  virtual Result<Text> steer(const std::string& line, const std::string& person,
                             const std::string& via) = 0;
};

/// Without a name only what has happened: nothing that is still to come.
HttpResponse get_drill(const Service& service, const HttpRequest& request, bool named);
/// {"steer": "pause"} -> {"became": "..."}, in both languages.
HttpResponse steer_drill(const Service& service, const HttpRequest& request,
                         const std::string& person);

}  // namespace fenghuo::adapters
