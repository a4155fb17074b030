package com.ibm.ws.concurrent.internal;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Stands where Liberty's managed executor does, which is known by its package. */
public final class SharedPool extends ThreadPoolExecutor {

    public SharedPool() {
        super(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    }
}
