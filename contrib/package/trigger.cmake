# CPack has maintainer scripts call ldconfig for a package with a shared library; Debian wants the trigger alone, which the
# package has (libcospaced0/triggers). So the scripts are taken out again.
foreach(package IN LISTS CPACK_PACKAGE_FILES)
  if(package MATCHES "/libcospaced[0-9]+_[^/]*\\.deb$")
    set(folder ${package}.d)
    file(REMOVE_RECURSE ${folder})
    execute_process(COMMAND dpkg-deb -R ${package} ${folder} COMMAND_ERROR_IS_FATAL ANY)
    file(REMOVE ${folder}/DEBIAN/postinst ${folder}/DEBIAN/postrm)
    execute_process(COMMAND dpkg-deb --root-owner-group -b ${folder} ${package} OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
    file(REMOVE_RECURSE ${folder})
  endif()
endforeach()
