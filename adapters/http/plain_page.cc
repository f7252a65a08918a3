#include "adapters/http/plain_page.h"

#include "adapters/http/api.h"
#include "engine/level.h"

namespace fenghuo::adapters {
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

// Without it a phone draws the page as wide as a desk has it, in tiny type.
constexpr std::string_view kViewport =
    "<meta name=viewport content=\"width=device-width,initial-scale=1\">";

constexpr std::string_view kStyle = R"(
body{margin:0 auto;padding:16px;font:22px/1.5 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif;color:#111;background:#fff;max-width:640px;overflow-wrap:anywhere}
h1{font-size:28px;line-height:1.35;margin:8px 0 12px;padding:12px;border:4px solid;border-radius:8px}
.red{border-color:#b00020;background:#fdecef}.orange{border-color:#b54700;background:#fff1e6}.yellow{border-color:#7a5b00;background:#fff9db}.blue{border-color:#0b5394;background:#e8f1fb}
.en{display:block;font-size:17px;color:#333}
.mark{background:#5b21b6;color:#fff;padding:10px 12px;font-weight:bold;border-radius:8px}.mark .en{color:#fff}
[hidden]{display:none!important}
button{display:block;width:100%;min-height:76px;margin:14px 0;font-size:26px;border:3px solid #111;border-radius:10px;background:#fff;color:#111}
button,input,select{font-family:inherit}button .en{font-size:16px}
label{display:block;margin:14px 0 4px}
.main{background:#0b5394;color:#fff;border-color:#0b5394}.main .en{color:#e8f1fb}
.help{background:#b00020;color:#fff;border-color:#b00020}.help .en{color:#fdecef}
input,select{font-size:30px;width:100%;box-sizing:border-box;min-height:68px;padding:8px;border:3px solid #111;border-radius:10px;background:#fff;color:#111}
.tick{position:relative;min-height:56px;margin:0;padding:8px 0 8px 52px;border-bottom:1px solid #767676}.tick input{position:absolute;left:4px;top:10px;width:36px;min-height:36px;margin:0}
summary{font-size:24px;margin:28px 0 14px;padding:12px 0}
fieldset{border:3px solid #111;border-radius:10px;padding:12px;margin:14px 0}
legend{float:left;width:100%;margin-bottom:8px}legend~*{clear:both}
.done{padding:14px;border:4px solid #176b2c;background:#e9f7ec;border-radius:8px;font-weight:bold}
.again{padding:14px;border:4px solid #b54700;background:#fff1e6;border-radius:8px}
)";

HttpResponse html(const HttpRequest& request, HttpStatus status, std::string page) {
  auto response = respond(request, status, "text/html; charset=utf-8", std::move(page));
  response.set("Content-Security-Policy",
               "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'");
  return response;
}

// Of nobody's link: a heading that says all.
HttpResponse bare_page(const HttpRequest& request, HttpStatus status, const std::string& title,
                       const Text& words) {
  return html(request, status,
              "<!doctype html><html lang=zh><meta charset=utf-8>" + std::string(kViewport) +
                  "<title>" + title + "</title><style>" + std::string(kStyle) + "</style><h1>" +
                  both(words) + "</h1>\n");
}

}  // namespace

std::string both(const Text& text) {
  return escaped(text.zh) + "<span class=en lang=en>" + escaped(text.en) + "</span>";
}

std::string attribute(std::string_view text) {
  return escaped(text);
}

std::string button(const std::string& name, const std::string& value, const std::string& style,
                   const Text& words) {
  return "<button" + (style.empty() ? "" : " class=" + style) + " name=" + name +
         " value=" + value + ">" + both(words) + "</button>";
}

std::string begin_form() {
  return "<form method=post><button disabled hidden></button>";
}

std::string once_in(const Form& form) {
  // A moment in milliseconds or an offset of the log: longer is nobody's page.
  constexpr std::size_t kDigitsMax = 20;
  const auto once = form.find("once");
  const bool is_number = once != form.end() && once->second.size() <= kDigitsMax &&
                         once->second.find_first_not_of("0123456789") == std::string::npos;
  return is_number ? once->second : "";
}

std::string heading(std::uint32_t level, const Text& text) {
  return "<h1 class=" + std::string(to_string(level_from_wire(level).value_or(Level::none))) + ">" +
         both(text) + "</h1>";
}

std::string notice(const char* style, const Text& words) {
  return "<p class=" + std::string(style) + ">" + both(words) + "</p>";
}

HttpResponse plain_page(const Service& service, const HttpRequest& request,
                        const Credentials::Link& link, const Text& title, const std::string& body) {
  const Text mark = mark_of(service.lane);
  std::string page = "<!doctype html><html lang=zh><head><meta charset=utf-8>" +
                     std::string(kViewport) + "<meta name=robots content=noindex><title>" +
                     escaped(mark.zh + title.zh) + "</title><style>" + std::string(kStyle) +
                     "</style></head><body>";
  if (!mark.zh.empty())
    page += notice("mark", {"【演练】这是演练，不是真的险情", "EXERCISE: this is not real"});
  const std::string name = service.plan->name_of(link.person);
  page += "<p>" + both({name + "：", "To " + name + ":"}) + "</p>";
  return html(request, HttpStatus::ok, page + body + "</body></html>\n");
}

HttpResponse form_too_large(const HttpRequest& request) {
  static_assert(kFormBytesMax == 64 * 1024, "the text says so");
  return bare_page(request, HttpStatus::payload_too_large, "内容太多",
                   {"填写的内容超过 64 KiB，没有记下；请返回、写短一些再发，或致电镇值班室",
                    "What you sent is more than 64 KiB and was not taken; go back and write less, "
                    "or call the township"});
}

HttpResponse no_such_page(const HttpRequest& request) {
  return bare_page(request, HttpStatus::not_found, "链接无效",
                   {"链接无效，请核对短信里的完整网址，或致电镇值班室",
                    "This link is not valid; check it, or call the township"});
}

}  // namespace fenghuo::adapters
