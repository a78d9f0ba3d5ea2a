#include "base/variant.h"
#include "engine/operators/operators.h"

namespace quoth {

std::unique_ptr<Operator> OperatorFactory::make(const plan::Node& node) {
  OperatorSetup setup{context_, plan_.symbols, node, statistics_[&node], {}};
  const bool lateral = std::holds_alternative<plan::LateralJoin>(node.operation);
  for (const plan::NodePtr& input : node.inputs) {
    setup.inputs.push_back(make(*input));
    if (lateral) break;
  }
  return std::visit(
      Overloaded{
          [&](const plan::Nothing&) { return make_nothing(std::move(setup)); },
          [&](const plan::Once&) { return make_once(std::move(setup)); },
          [&](const plan::IndexScan& scan) { return make_index_scan(std::move(setup), scan); },
          [&](const plan::GraphNames&) { return make_graph_names(std::move(setup)); },
          [&](const plan::Values& values) { return make_values(std::move(setup), values); },
          [&](const plan::Seed& seed) { return make_seed(std::move(setup), seed, seeds_[seed.lateral]); },
          [&](const plan::MergeJoin& join) { return make_merge_join(std::move(setup), join); },
          [&](const plan::HashJoin& join) { return make_hash_join(std::move(setup), join); },
          [&](const plan::BindJoin& join) { return make_bind_join(std::move(setup), join); },
          [&](const plan::LateralJoin& join) { return make_lateral_join(std::move(setup), join, *this); },
          [&](const plan::PathWalk& path) { return make_path_walk(std::move(setup), path); },
          [&](const plan::Service& service) { return make_service(std::move(setup), service); },
          [&](const plan::Union&) { return make_union(std::move(setup)); },
          [&](const plan::Filter& filter) { return make_filter(std::move(setup), filter); },
          [&](const plan::Extend& extend) { return make_extend(std::move(setup), extend); },
          [&](const plan::Project&) { return make_project(std::move(setup)); },
          [&](const plan::Distinct&) { return make_distinct(std::move(setup)); },
          [&](const plan::Reduced&) { return make_reduced(std::move(setup)); },
          [&](const plan::Sort& sort) { return make_sort(std::move(setup), sort); },
          [&](const plan::Slice& slice) { return make_slice(std::move(setup), slice); },
          [&](const plan::Group& group) { return make_group(std::move(setup), group); },
      },
      node.operation);
}

}  // namespace quoth
