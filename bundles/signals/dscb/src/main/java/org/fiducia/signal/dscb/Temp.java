package org.fiducia.signal.dscb;

import java.util.*;
import org.fiducia.api.*;
import org.fiducia.api.measurement.*;
import org.fiducia.api.model.*;
import org.osgi.service.component.annotations.Component;

@Component(service = SignalModel.class)
public final class Temp implements SignalModel {
    public String id() {
        return "dscb";
    }

    public String title() {
        return "temp";
    }

    public List<Shape> resonant(Analysis a, List<BinnedSample> s, Settings t, Progress p) {
        double[][] v = {{123.93, 2.28}, {124.83, 1.07}, {124.41, 1.62}};
        var l = new ArrayList<Shape>();
        for (double[] x : v) {
            var m = new LinkedHashMap<String, Expression>();
            m.put("mean", Expression.constant(x[0]));
            m.put("sigma", Expression.constant(x[1]));
            m.put("alphaL", Expression.constant(1.2));
            m.put("nL", Expression.constant(3));
            m.put("alphaR", Expression.constant(1.8));
            m.put("nR", Expression.constant(5));
            l.add(new Shape("dscb", m));
        }
        return l;
    }

    public List<Shape> nonResonant(Analysis a, List<BinnedSample> s, Settings t, Progress p) {
        var m = new LinkedHashMap<String, Expression>();
        m.put("location", Expression.constant(140));
        m.put("width", Expression.constant(20));
        var x = new Shape("landau", m);
        return List.of(x, x, x);
    }
}
