package io.socketio.jakarta.jetty;

import java.lang.reflect.Field;
import java.util.Collection;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.event.container.AfterUnDeploy;
import org.jboss.arquillian.core.api.annotation.Observes;

/**
 * Removes applications from Jetty's {@code DeploymentManager} after they were undeployed, as Jetty's own providers do. The adapter only brings them to
 * the state "undeployed", in which the manager keeps them with all that they have loaded.
 */
public final class UndeployedApps {

    public void forget(@Observes AfterUnDeploy event) throws ReflectiveOperationException {
        DeployableContainer<?> adapter = event.getDeployableContainer();
        Field field = adapter.getClass().getDeclaredField("deployer");
        field.setAccessible(true);
        Object manager = field.get(adapter);
        Class<?> type = manager.getClass();
        Class<?> appType = Class.forName("org.eclipse.jetty.deploy.App", false, type.getClassLoader());
        Collection<?> undeployed =
                (Collection<?>) type.getMethod("getApps", String.class).invoke(manager, "undeployed");
        for (Object app : undeployed) {
            type.getMethod("removeApp", appType).invoke(manager, app);
        }
    }
}
