// The quoth command.
#include <clocale>
#include <exception>
#include <iostream>
#include <new>
#include <string>
#include <vector>

#include "repl/commands.h"
#include "repl/interrupt.h"
#include "repl/options.h"
#include "repl/report.h"

int main(int argc, char** argv) {
  using namespace quoth::repl;
  std::setlocale(LC_CTYPE, "");
  catch_interrupts();
  try {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const auto parsed = parse_command_line(arguments);
    if (const auto* const command_line = std::get_if<CommandLine>(&parsed)) return run(*command_line);
    const Message& message = std::get<Message>(parsed);
    (message.status == kSuccess ? std::cout : std::cerr) << message.text << std::flush;
    return message.status;
  } catch (const std::bad_alloc&) {
    std::cerr << "quoth: out of memory\n";
    return kBudget;
  } catch (const std::exception& exception) {
    std::cerr << "quoth: failed unexpectedly: " << exception.what() << '\n';
    return kData;
  }
}
