#include "server/query_task.h"

#include <fmt/format.h>

#include <array>
#include <span>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/results/write_result.h"

namespace quoth::server {
namespace {

// What results of a form are offered as; what comes first is sent to those who take anything.
struct Offers {
  std::vector<std::string_view> media_types;
  std::vector<QueryFormat> formats;  // of each media type
};

Offers offers_for(QueryForm form) {
  constexpr std::array kTables = {ResultFormat::kJson, ResultFormat::kXml, ResultFormat::kCsv,
                                  ResultFormat::kTsv, ResultFormat::kTable};
  constexpr std::array kGraphs = {RdfFormat::kTurtle, RdfFormat::kNTriples, RdfFormat::kTriG,
                                  RdfFormat::kNQuads};
  Offers offers;
  const auto add = [&offers](const auto& formats) {
    for (const auto format : formats) {
      for (const std::string_view type : media_types(format)) {
        offers.media_types.push_back(type);
        offers.formats.emplace_back(format);
      }
    }
  };
  if (gives_graph(form)) {
    add(kGraphs);
  } else {
    add(kTables);
  }
  return offers;
}

struct Choice {
  QueryFormat format;
  std::string_view media_type;
};

std::variant<Choice, Reply> choose(const QueryRequest& request, QueryForm form) {
  if (!request.format.empty()) {
    const std::optional<QueryFormat> format = query_format_named(request.format);
    if (format && fits(*format, form))
      return Choice{*format, std::visit([](auto kind) { return media_types(kind).front(); }, *format)};
    return text_reply(http::status::bad_request,
                      fmt::format("format: '{}' is no format of {}", request.format,
                                  gives_graph(form) ? "graphs: ttl, nt, trig or nq"
                                                    : "results: json, xml, csv, tsv or table"));
  }
  const Offers offers = offers_for(form);
  if (const std::optional<std::size_t> best = request.accept.best_of(offers.media_types))
    return Choice{offers.formats[*best], offers.media_types[*best]};
  return text_reply(http::status::not_acceptable,
                    fmt::format("the results of this query come as {}", fmt::join(offers.media_types, ", ")));
}

}  // namespace

QueryTask::QueryTask(const StartQuery& start_query, QueryRequest request)
    : Task(request.deadline), start_query_(start_query), request_(std::move(request)) {}

std::optional<Reply> QueryTask::begin() {
  QueryOptions options = request_.options;
  options.execute.limits.cancelled = &cancelled();
  options.execute.limits.deadline = deadline();
  if (request_.allow_service) options.execute.services = &services_;
  Result<std::unique_ptr<QueryResult>> started = start_query_(request_.text, options);
  if (!started) return error_reply(started.error());
  result_ = *std::move(started);

  const auto choice = choose(request_, result_->form());
  if (const Reply* const refused = std::get_if<Reply>(&choice)) return *refused;
  const auto& [format, media_type] = std::get<Choice>(choice);
  Head head;
  head.content_type = media_type;
  if (media_type.starts_with("text/")) head.content_type += "; charset=utf-8";
  head.fields.emplace_back(http::field::vary, "Accept");
  head.fields.emplace_back(http::field::cache_control, "no-cache");
  set_head(std::move(head));
  stream_.emplace(*result_, format, out_);
  return std::nullopt;
}

Task::Piece QueryTask::make_piece(std::size_t bytes) {
  if (!stream_)
    if (std::optional<Reply> failure = begin()) return failed(*std::move(failure));
  bool more = true;
  while (more && static_cast<std::size_t>(out_.tellp()) < bytes) {
    const Result<bool> written = stream_->write_some();
    if (!written) return failed(error_reply(written.error()));
    more = *written;
  }
  Piece piece{std::move(out_).str(), !more, std::nullopt};
  out_.str({});
  return piece;
}

}  // namespace quoth::server
