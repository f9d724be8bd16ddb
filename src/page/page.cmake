# Included by src/CMakeLists.txt after the module api, which serves the page: its files become a C file of the library.
file(GLOB page_files CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.html ${CMAKE_CURRENT_LIST_DIR}/*.css ${CMAKE_CURRENT_LIST_DIR}/*.js)
set(embedded_page ${CMAKE_BINARY_DIR}/generated/page_files.c)
add_custom_command(
  OUTPUT ${embedded_page}
  COMMAND ${CMAKE_COMMAND} -D FOLDER=${CMAKE_CURRENT_LIST_DIR} -D OUT=${embedded_page} -P ${CMAKE_CURRENT_LIST_DIR}/embed.cmake
  DEPENDS ${page_files} ${CMAKE_CURRENT_LIST_DIR}/embed.cmake
  VERBATIM)
target_sources(api PRIVATE ${embedded_page})
target_include_directories(api PRIVATE ${PROJECT_SOURCE_DIR}/src)
