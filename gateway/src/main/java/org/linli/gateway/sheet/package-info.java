/** Tables as counties keep them: CSV in UTF-8 or GBK, XLSX; read row by row, written so that no cell becomes a formula. */
@NullMarked
package org.linli.gateway.sheet;

import org.jspecify.annotations.NullMarked;
