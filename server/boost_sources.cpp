// The parts of Boost that are no templates, compiled here once: the project links none of its libraries.
#include <boost/json/src.hpp>
#include <boost/url/src.hpp>
