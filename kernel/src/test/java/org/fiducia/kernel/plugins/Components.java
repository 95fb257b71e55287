package org.fiducia.kernel.plugins;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.dto.BundleDTO;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;
import org.osgi.util.promise.Promise;

/** Components as a test declares them. */
public final class Components implements ServiceComponentRuntime {
    private final Map<ComponentDescriptionDTO, ComponentConfigurationDTO> declared = new LinkedHashMap<>();

    /** Declares one that waits for references of these names. */
    public void waiting(Bundle bundle, Class<?> service, String implementation, String... references) {
        ComponentConfigurationDTO configuration = declare(bundle, service, implementation);
        configuration.state = ComponentConfigurationDTO.UNSATISFIED_REFERENCE;
        var missing = new ArrayList<UnsatisfiedReferenceDTO>();
        for (String name : references) {
            var reference = new UnsatisfiedReferenceDTO();
            reference.name = name;
            missing.add(reference);
        }
        configuration.unsatisfiedReferences = missing.toArray(UnsatisfiedReferenceDTO[]::new);
    }

    /** Declares one that could not be made. */
    public void failed(Bundle bundle, Class<?> service, String implementation, String failure) {
        ComponentConfigurationDTO configuration = declare(bundle, service, implementation);
        configuration.state = ComponentConfigurationDTO.FAILED_ACTIVATION;
        configuration.failure = failure;
        configuration.unsatisfiedReferences = new UnsatisfiedReferenceDTO[0];
    }

    private ComponentConfigurationDTO declare(Bundle bundle, Class<?> service, String implementation) {
        var component = new ComponentDescriptionDTO();
        component.bundle = bundle.adapt(BundleDTO.class);
        component.name = implementation;
        component.implementationClass = implementation;
        component.serviceInterfaces = new String[] {service.getName()};
        var configuration = new ComponentConfigurationDTO();
        configuration.description = component;
        declared.put(component, configuration);
        return configuration;
    }

    @Override
    public Collection<ComponentDescriptionDTO> getComponentDescriptionDTOs(Bundle... bundles) {
        return List.copyOf(declared.keySet());
    }

    @Override
    public ComponentDescriptionDTO getComponentDescriptionDTO(Bundle bundle, String name) {
        return declared.keySet().stream()
                .filter(component -> component.bundle.id == bundle.getBundleId() && component.name.equals(name))
                .findFirst()
                .orElse(null);
    }

    @Override
    public Collection<ComponentConfigurationDTO> getComponentConfigurationDTOs(ComponentDescriptionDTO component) {
        return List.of(declared.get(component));
    }

    @Override
    public boolean isComponentEnabled(ComponentDescriptionDTO component) {
        return true;
    }

    @Override
    public Promise<Void> enableComponent(ComponentDescriptionDTO component) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Promise<Void> disableComponent(ComponentDescriptionDTO component) {
        throw new UnsupportedOperationException();
    }
}
