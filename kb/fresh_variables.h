// Names of variables that a statement does not use.
#pragma once
#include <set>
#include <string>

#include "engine/algebra.h"

namespace quoth {

class FreshVariables {
 public:
  void take(const std::string& name) { taken_.insert(name); }

  // `name`, with a number behind it where that is taken; from now on it is.
  algebra::Variable make(const std::string& name) {
    std::string fresh = name;
    for (int number = 2; !taken_.insert(fresh).second; ++number) fresh = name + std::to_string(number);
    return {fresh};
  }

 private:
  std::set<std::string> taken_;
};

}  // namespace quoth
