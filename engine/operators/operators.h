// The factories of the operators, one for each kind of plan node; make_operator() builds a whole tree.
#pragma once
#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

#include "engine/operators/operator.h"

namespace quoth {

// What each node of a running plan has done. Nodes stay where they are for as long as the plan lives.
using ExecutionStatistics = std::unordered_map<const plan::Node*, OperatorStatistics>;

// Builds operators for the nodes of one plan.
class OperatorFactory {
 public:
  OperatorFactory(QueryContext& context, const plan::Plan& plan, ExecutionStatistics& statistics)
      : context_(context), plan_(plan), statistics_(statistics), seeds_(plan.laterals) {}

  std::unique_ptr<Operator> make(const plan::Node& node);

  // The batch that a lateral join's right side starts from. The join owns it and sets this before it makes
  // that side.
  const Batch*& seed(std::size_t lateral) { return seeds_[lateral]; }

 private:
  QueryContext& context_;
  const plan::Plan& plan_;
  ExecutionStatistics& statistics_;
  std::vector<const Batch*> seeds_;
};

std::unique_ptr<Operator> make_nothing(OperatorSetup setup);
std::unique_ptr<Operator> make_once(OperatorSetup setup);
std::unique_ptr<Operator> make_index_scan(OperatorSetup setup, const plan::IndexScan& scan);
std::unique_ptr<Operator> make_graph_names(OperatorSetup setup);
std::unique_ptr<Operator> make_values(OperatorSetup setup, const plan::Values& values);
std::unique_ptr<Operator> make_seed(OperatorSetup setup, const plan::Seed& seed, const Batch* rows);
std::unique_ptr<Operator> make_merge_join(OperatorSetup setup, const plan::MergeJoin& join);
std::unique_ptr<Operator> make_hash_join(OperatorSetup setup, const plan::HashJoin& join);
std::unique_ptr<Operator> make_bind_join(OperatorSetup setup, const plan::BindJoin& join);
// Its only input is the left side; the right one it makes itself, anew for each batch.
std::unique_ptr<Operator> make_lateral_join(OperatorSetup setup, const plan::LateralJoin& join,
                                            OperatorFactory& factory);
std::unique_ptr<Operator> make_path_walk(OperatorSetup setup, const plan::PathWalk& path);
std::unique_ptr<Operator> make_service(OperatorSetup setup, const plan::Service& service);
std::unique_ptr<Operator> make_union(OperatorSetup setup);
std::unique_ptr<Operator> make_filter(OperatorSetup setup, const plan::Filter& filter);
std::unique_ptr<Operator> make_extend(OperatorSetup setup, const plan::Extend& extend);
std::unique_ptr<Operator> make_project(OperatorSetup setup);
std::unique_ptr<Operator> make_distinct(OperatorSetup setup);
std::unique_ptr<Operator> make_reduced(OperatorSetup setup);
std::unique_ptr<Operator> make_sort(OperatorSetup setup, const plan::Sort& sort);
std::unique_ptr<Operator> make_slice(OperatorSetup setup, const plan::Slice& slice);
std::unique_ptr<Operator> make_group(OperatorSetup setup, const plan::Group& group);

}  // namespace quoth
