/** What the library meets in the JNDI of Liberty. */
@NullMarked
package com.ibm.ws.concurrent.internal;

import org.jspecify.annotations.NullMarked;
