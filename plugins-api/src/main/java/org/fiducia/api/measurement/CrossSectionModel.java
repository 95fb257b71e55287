package org.fiducia.api.measurement;

import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Settings;
import org.fiducia.api.observable.ObservableInfo;

/** Chooses the parameters of interest: how the cross section of each final state and bin follows from them. */
@PluginKind(plural = "parameters", singular = "cross-section model", place = 90)
public interface CrossSectionModel extends Plugin {
    /** The parameters and cross sections for the bins of an observable. */
    CrossSections crossSections(Analysis analysis, ObservableInfo observable, Response response, Settings settings);
}
