namespace Orbit.Astrodynamics.Sgp4;

/// <summary>
/// What the Sun or the Moon does to one deep-space orbit: secular rates and long period terms, both from the disturbing
/// function averaged over the satellite's revolution and, for the rates, over the body's (AIAA 2006-6753, appendix:
/// the routines DSCOM, DSINIT and DPPER).
/// </summary>
internal sealed class ThirdBody
{
    // Below 3 degrees from the equatorial plane the node is badly defined: its rate is left out.
    private const double NearlyEquatorial = 5.2359877e-2;

    private readonly double _meanAnomaly;
    private readonly double _meanMotion;
    private readonly double _eccentricity;

    // Amplitudes of the two harmonics F2 = sin²f/2 - 1/4 and F3 = -sin f cos f/2 of the body's true anomaly f, and of
    // sin f itself (the body's own eccentricity).
    private readonly double _e2;
    private readonly double _e3;
    private readonly double _i2;
    private readonly double _i3;
    private readonly double _l2;
    private readonly double _l3;
    private readonly double _l4;
    private readonly double _gh2;
    private readonly double _gh3;
    private readonly double _gh4;
    private readonly double _h2;
    private readonly double _h3;

    /// <summary>The terms of <paramref name="body"/> for the orbit <paramref name="orbit"/> at epoch.</summary>
    public ThirdBody(in ThirdBodyOrbit body, OrbitalElements orbit)
    {
        _meanAnomaly = body.MeanAnomaly;
        _meanMotion = body.MeanMotion;
        _eccentricity = body.Eccentricity;

        var e = orbit.Eccentricity;
        var e2 = e * e;
        var beta2 = 1 - e2;
        var beta = Math.Sqrt(beta2);
        var (sinI, cosI) = Math.SinCos(orbit.Inclination);
        var (sinW, cosW) = Math.SinCos(orbit.Perigee);

        // The body's node counted from the satellite's node.
        var (sinNode, cosNode) = Math.SinCos(orbit.Node);
        var cosH = (body.CosNode * cosNode) + (body.SinNode * sinNode);
        var sinH = (sinNode * body.CosNode) - (cosNode * body.SinNode);

        // Direction cosines of the body's perigee frame in the satellite's orbital frame.
        var a1 = (body.CosPerigee * cosH) + (body.SinPerigee * body.CosInclination * sinH);
        var a3 = (-body.SinPerigee * cosH) + (body.CosPerigee * body.CosInclination * sinH);
        var a7 = (-body.CosPerigee * sinH) + (body.SinPerigee * body.CosInclination * cosH);
        var a8 = body.SinPerigee * body.SinInclination;
        var a9 = (body.SinPerigee * sinH) + (body.CosPerigee * body.CosInclination * cosH);
        var a10 = body.CosPerigee * body.SinInclination;
        var a2 = (cosI * a7) + (sinI * a8);
        var a4 = (cosI * a9) + (sinI * a10);
        var a5 = (-sinI * a7) + (cosI * a8);
        var a6 = (-sinI * a9) + (cosI * a10);

        // The same, turned by the satellite's argument of perigee.
        var x1 = (a1 * cosW) + (a2 * sinW);
        var x2 = (a3 * cosW) + (a4 * sinW);
        var x3 = (-a1 * sinW) + (a2 * cosW);
        var x4 = (-a3 * sinW) + (a4 * cosW);
        var x5 = a5 * sinW;
        var x6 = a6 * sinW;
        var x7 = a5 * cosW;
        var x8 = a6 * cosW;

        // Z_ij: the quadratic forms that the averaged disturbing function and its derivatives are made of.
        var z31 = (12 * x1 * x1) - (3 * x3 * x3);
        var z32 = (24 * x1 * x2) - (6 * x3 * x4);
        var z33 = (12 * x2 * x2) - (3 * x4 * x4);
        var z1 = (3 * ((a1 * a1) + (a2 * a2))) + (z31 * e2);
        var z2 = (6 * ((a1 * a3) + (a2 * a4))) + (z32 * e2);
        var z3 = (3 * ((a3 * a3) + (a4 * a4))) + (z33 * e2);
        var z11 = (-6 * a1 * a5) + (e2 * ((-24 * x1 * x7) - (6 * x3 * x5)));
        var z12 = (-6 * ((a1 * a6) + (a3 * a5)))
            + (e2 * ((-24 * ((x2 * x7) + (x1 * x8))) - (6 * ((x3 * x6) + (x4 * x5)))));
        var z13 = (-6 * a3 * a6) + (e2 * ((-24 * x2 * x8) - (6 * x4 * x6)));
        var z21 = (6 * a2 * a5) + (e2 * ((24 * x1 * x5) - (6 * x3 * x7)));
        var z22 = (6 * ((a4 * a5) + (a2 * a6)))
            + (e2 * ((24 * ((x2 * x5) + (x1 * x6))) - (6 * ((x4 * x7) + (x3 * x8)))));
        var z23 = (6 * a4 * a6) + (e2 * ((24 * x2 * x6) - (6 * x4 * x8)));
        z1 = z1 + z1 + (beta2 * z31);
        z2 = z2 + z2 + (beta2 * z32);
        z3 = z3 + z3 + (beta2 * z33);

        // S_j: the perturbation's strength C/n times the functions of e that go with each element.
        var s3 = body.Strength / orbit.MeanMotion;
        var s2 = -0.5 * s3 / beta;
        var s4 = s3 * beta;
        var s1 = -15 * e * s4;
        var s5 = (x1 * x3) + (x2 * x4);
        var s6 = (x2 * x3) + (x1 * x4);
        var s7 = (x2 * x4) - (x1 * x3);

        _e2 = 2 * s1 * s6;
        _e3 = 2 * s1 * s7;
        _i2 = 2 * s2 * z12;
        _i3 = 2 * s2 * (z13 - z11);
        _l2 = -2 * s3 * z2;
        _l3 = -2 * s3 * (z3 - z1);
        _l4 = -2 * s3 * (-21 - (9 * e2)) * body.Eccentricity;
        _gh2 = 2 * s4 * z32;
        _gh3 = 2 * s4 * (z33 - z31);
        _gh4 = -18 * s4 * body.Eccentricity;
        _h2 = -2 * s2 * z22;
        _h3 = -2 * s2 * (z23 - z21);

        var n = body.MeanMotion;

        // ė = n s1 s5, i̇ = n s2 (z11 + z13), Ṁ = -n s3 (z1 + z3 - 14 - 6e²).
        EccentricityRate = s1 * n * s5;
        InclinationRate = s2 * n * (z11 + z13);
        MeanAnomalyRate = -n * s3 * (z1 + z3 - 14 - (6 * e2));

        // ω̇ + cos i Ω̇ and sin i Ω̇.
        var perigeeAndNode = s4 * n * (z31 + z33 - 6);
        var node = -n * s2 * (z21 + z23);
        if (orbit.Inclination < NearlyEquatorial || orbit.Inclination > Math.PI - NearlyEquatorial)
        {
            node = 0;
        }

        NodeRate = sinI == 0 ? node : node / sinI;
        PerigeeRate = sinI == 0 ? perigeeAndNode : perigeeAndNode - (cosI * NodeRate);
    }

    /// <summary>ė, 1/min.</summary>
    public double EccentricityRate { get; }

    /// <summary>i̇, rad/min.</summary>
    public double InclinationRate { get; }

    /// <summary>Ω̇, rad/min.</summary>
    public double NodeRate { get; }

    /// <summary>ω̇, rad/min.</summary>
    public double PerigeeRate { get; }

    /// <summary>Ṁ beyond the mean motion, rad/min.</summary>
    public double MeanAnomalyRate { get; }

    /// <summary>The body's mean anomaly at the epoch, rad.</summary>
    public double MeanAnomaly => _meanAnomaly;

    /// <summary>Writes the amplitudes of the long period terms, in the order of <see cref="Batch.DeepSpaceRow"/>, to one lane of a block.</summary>
    public void WriteTo(Span<double> block, int row, int lane)
    {
        ReadOnlySpan<double> amplitudes = [_e2, _e3, _i2, _i3, _l2, _l3, _l4, _gh2, _gh3, _gh4, _h2, _h3];
        for (var k = 0; k < amplitudes.Length; k++)
        {
            block[((row + k) * Batch.Block.Lanes) + lane] = amplitudes[k];
        }
    }

    /// <summary>Adds the long period terms at <paramref name="t"/> minutes from epoch to <paramref name="sum"/>.</summary>
    public void AddPeriodics(double t, ref PeriodicTerms sum)
    {
        // True anomaly to first order in the body's eccentricity: f = M + 2e sin M.
        var m = _meanAnomaly + (_meanMotion * t);
        var f = m + (2 * _eccentricity * Math.Sin(m));
        var (sinF, cosF) = Math.SinCos(f);
        var f2 = (0.5 * sinF * sinF) - 0.25;
        var f3 = -0.5 * sinF * cosF;
        sum.Eccentricity += (_e2 * f2) + (_e3 * f3);
        sum.Inclination += (_i2 * f2) + (_i3 * f3);
        sum.MeanLongitude += (_l2 * f2) + (_l3 * f3) + (_l4 * sinF);
        sum.PerigeeAndNode += (_gh2 * f2) + (_gh3 * f3) + (_gh4 * sinF);
        sum.Node += (_h2 * f2) + (_h3 * f3);
    }
}
