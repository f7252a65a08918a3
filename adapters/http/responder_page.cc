// /r/TOKEN: one person and one obligation. Plain HTML, no script, no picture, large type: it must
// work on the oldest phone in the village and on a bad line.
#include <boost/beast/http/verb.hpp>
#include <charconv>

#include "adapters/http/api.h"
#include "engine/level.h"

namespace fenghuo::adapters {

namespace http = boost::beast::http;

namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out.push_back(c);
    }
  }
  return out;
}

// Both languages on one page, Chinese first: there is nothing to choose and nothing to find.
std::string both(const Text& text) {
  return escaped(text.zh) + "<span class=en lang=en>" + escaped(text.en) + "</span>";
}

constexpr std::string_view kStyle = R"(
body{margin:0;padding:16px;font:22px/1.5 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif;color:#111;background:#fff;max-width:640px}
h1{font-size:28px;line-height:1.35;margin:8px 0 12px;padding:12px;border:4px solid;border-radius:8px}
.red{border-color:#b00020;background:#fdecef}.orange{border-color:#b54700;background:#fff1e6}.yellow{border-color:#7a5b00;background:#fff9db}.blue{border-color:#0b5394;background:#e8f1fb}
.en{display:block;font-size:17px;color:#333}
.mark{background:#5b21b6;color:#fff;padding:10px 12px;font-weight:bold;border-radius:8px}
button{display:block;width:100%;min-height:76px;margin:14px 0;font-size:26px;border:3px solid #111;border-radius:10px;background:#fff;color:#111}
button .en{font-size:16px}
.main{background:#0b5394;color:#fff;border-color:#0b5394}.main .en{color:#e8f1fb}
.help{background:#b00020;color:#fff;border-color:#b00020}.help .en{color:#fdecef}
input{font-size:30px;width:100%;box-sizing:border-box;min-height:68px;padding:8px;border:3px solid #111;border-radius:10px}
fieldset{border:3px solid #111;border-radius:10px;padding:12px;margin:14px 0}
.done{padding:14px;border:4px solid #176b2c;background:#e9f7ec;border-radius:8px;font-weight:bold}
.again{padding:14px;border:4px solid #b54700;background:#fff1e6;border-radius:8px}
)";

class Page {
 public:
  Page(const Service& service, const Credentials::Link& link) : service_(service), link_(link) {}

  std::string html(const wire::StandingObligation* duty, const std::string& body) const {
    const Text title =
        duty ? Text{duty->headline().zh(), duty->headline().en()} : Text{"叫应任务", "Your duty"};
    const Text mark = mark_of(service_.lane);
    std::string page =
        "<!doctype html><html lang=zh><head><meta charset=utf-8>"
        "<meta name=viewport content=\"width=device-width,initial-scale=1\">"
        "<meta name=robots content=noindex><title>" +
        escaped(mark.zh + title.zh) + "</title><style>" + std::string(kStyle) +
        "</style></head><body>";
    if (!mark.zh.empty())
      page += "<p class=mark>" +
              both({"【演练】这是演练，不是真的险情", "EXERCISE: this is not real"}) + "</p>";
    const std::string name = service_.plan->name_of(link_.person);
    page += "<p>" + both({name + "：", "To " + name + ":"}) + "</p>";
    return page + body + "</body></html>\n";
  }

  std::string warning(const wire::StandingObligation& duty) const {
    const auto level = level_from_wire(duty.level()).value_or(Level::none);
    return "<h1 class=" + std::string(to_string(level)) + ">" +
           both({duty.headline().zh(), duty.headline().en()}) + "</h1><p>" +
           both({duty.text().zh(), duty.text().en()}) + "</p>";
  }

  // Three things can be said. The number is asked for where people are to be moved.
  std::string form(const wire::StandingObligation& duty) const {
    std::string out = "<form method=post>";
    if (duty.wants_headcount()) {
      const std::string at_risk = std::to_string(duty.people_at_risk());
      out += "<fieldset><label for=n>" +
             both({"已转移多少人？（应转移 " + at_risk + " 人）",
                   "How many were moved? (of " + at_risk + ")"}) +
             "</label><input id=n name=people inputmode=numeric pattern=\"[0-9]*\" maxlength=6 "
             "autocomplete=off><button class=main name=kind value=moved>" +
             both({"已转移，报人数", "Moved: send the number"}) + "</button></fieldset>";
      out += button("received", "", {"收到，正在组织", "Received, under way"});
    } else {
      out += button("received", "main", {"收到", "Received"});
    }
    return out + button("need_help", "help", {"需要支援", "I need help"}) + "</form>";
  }

  std::string standing(const wire::StandingObligation& duty) const {
    if (duty.done())
      return "<p class=done>" +
             both({"已办结。谢谢，请保持电话畅通。", "Done. Thank you; keep your phone at hand."}) +
             "</p>";
    if (duty.state() == "needs_help")
      return "<p class=again>" +
             both({"已通知镇值班室，支援在安排。",
                   "The township was told; help is being arranged."}) +
             "</p>";
    if (duty.state() != "acting") return "";
    const std::string moved = std::to_string(duty.people_moved());
    const std::string at_risk = std::to_string(duty.people_at_risk());
    return "<p class=again>" +
           both({"已收到您的答复。已转移 " + moved + " 人，应转移 " + at_risk +
                     " 人，人齐后请再报。",
                 "Your answer has come. " + moved + " of " + at_risk +
                     " were moved; send the number again when all are."}) +
           "</p>";
  }

 private:
  static std::string button(const std::string& kind, const std::string& style, const Text& words) {
    return "<button" + (style.empty() ? "" : " class=" + style) + " name=kind value=" + kind + ">" +
           both(words) + "</button>";
  }

  const Service& service_;
  const Credentials::Link& link_;
};

HttpResponse page(const HttpRequest& request, HttpStatus status, std::string html) {
  auto response = respond(request, status, "text/html; charset=utf-8", std::move(html));
  response.set("Content-Security-Policy",
               "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'");
  return response;
}

// The duty as it stands: the one of the link, or what took its place under a newer warning.
const wire::StandingObligation* find_duty(const wire::Standing& standing, FactId id) {
  for (const auto& duty : standing.obligations())
    if (from_wire(duty.obligation()) == id) return &duty;
  for (const auto& duty : standing.obligations())
    for (const auto& before : duty.superseded())
      if (from_wire(before) == id) return &duty;
  return nullptr;
}

Result<wire::Event> answer_in(const HttpRequest& request, const Credentials::Link& link) {
  const auto form = parse_form(request.body());
  const auto field = [&](const char* name) {
    const auto found = form.find(name);
    return found == form.end() ? std::string() : found->second;
  };
  wire::Event event;
  wire::Command& command = *event.mutable_command();
  command.set_person_id(link.person);
  command.set_via("responder_page");
  wire::Answer& answer = *command.mutable_answer();
  answer.mutable_obligation()->set_offset(link.obligation.offset.value);
  answer.mutable_obligation()->set_index(link.obligation.index);
  answer.set_answered_by(link.person);
  const std::string kind = field("kind");
  if (kind == "received") {
    answer.set_kind(wire::Answer::RECEIVED);
  } else if (kind == "need_help") {
    answer.set_kind(wire::Answer::NEED_HELP);
  } else if (kind == "moved") {
    answer.set_kind(wire::Answer::MOVED);
    const std::string people = field("people");
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(people.data(), people.data() + people.size(), number);
    if (error != std::errc{} || end != people.data() + people.size() || number > 1'000'000)
      return Error{Errc::bad_input, {"请填写人数，例如 30", "Fill in how many, such as 30"}};
    answer.set_people_moved(number);
  } else {
    return Error{Errc::bad_input, {"请按下面的按钮", "Press one of the buttons"}};
  }
  return event;
}

}  // namespace

net::awaitable<HttpResponse> responder_page(Service& service, const HttpRequest& request,
                                            const std::string& token) {
  const auto link = service.credentials.link_of(token);
  if (!link)
    co_return page(request, HttpStatus::not_found,
                   "<!doctype html><meta charset=utf-8><style>" + std::string(kStyle) +
                       "</style><h1>" +
                       both({"链接无效，请核对短信里的完整网址，或致电镇值班室",
                             "This link is not valid; check it, or call the township"}) +
                       "</h1>\n");
  const Page pages(service, *link);
  std::string notice;
  if (request.method() == http::verb::post) {
    auto event = answer_in(request, *link);
    if (!event) {
      notice = "<p class=again>" + both(event.error().text) + "</p>";
    } else {
      const auto receipt = co_await submit(service, std::move(*event));
      if (!receipt)
        notice = "<p class=again>" + both({"系统繁忙，请再按一次", "Busy; press again"}) + "</p>";
      else
        notice = "<p class=done>" +
                 both({"答复已收到并记录。", "Your answer has come and is recorded."}) + "</p>";
    }
  }
  const auto standing = co_await ask_standing(service);
  const auto* duty = find_duty(standing, link->obligation);
  if (duty == nullptr)
    co_return page(
        request, HttpStatus::ok,
        pages.html(nullptr, notice + "<p class=done>" +
                                both({"这项任务已经结束。", "This duty has ended."}) + "</p>"));
  std::string body = notice + pages.warning(*duty) + pages.standing(*duty);
  if (!duty->done()) body += pages.form(*duty);
  co_return page(request, HttpStatus::ok, pages.html(duty, body));
}

}  // namespace fenghuo::adapters
