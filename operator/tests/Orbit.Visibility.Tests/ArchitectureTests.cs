using System.Reflection;

namespace Orbit.Visibility.Tests;

/// <summary>Dependencies point one way, and the three pure libraries know nothing but the base class library.</summary>
public sealed class ArchitectureTests
{
    private static readonly string[] Pure = ["Orbit.Astrodynamics", "Orbit.Visibility", "Orbit.Planning"];

    // What the base class library's assemblies are called; none of these prefixes covers a package that we use.
    private static readonly string[] BaseClassLibrary = ["System", "mscorlib", "netstandard", "Microsoft.CSharp", "Microsoft.Win32.Primitives"];

    [Theory]
    [InlineData("Orbit.Astrodynamics")]
    [InlineData("Orbit.Visibility", "Orbit.Astrodynamics")]
    [InlineData("Orbit.Planning", "Orbit.Astrodynamics", "Orbit.Visibility")]
    public void IfALibraryIsPureThenItReferencesOnlyTheBaseClassLibraryAndThoseBelowIt(string name, params string[] below)
    {
        var references = References(name).Where(reference => !IsBaseClassLibrary(reference));
        references.Should().BeSubsetOf(below);
    }

    [Fact]
    public void IfALibraryIsPureThenNoneOfWhatItLoadsIsKubernetesOrLoggingOrDependencyInjectionOrItsOwnClock()
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<string>(Pure);
        while (pending.TryPop(out var name))
        {
            foreach (var reference in References(name).Where(reference => !IsBaseClassLibrary(reference) && reached.Add(reference)))
            {
                pending.Push(reference);
            }
        }

        reached.Should().NotContain(name => name.StartsWith("Microsoft.Extensions", StringComparison.Ordinal));
        reached.Should().NotContain(name => name.Contains("Kubernetes", StringComparison.OrdinalIgnoreCase));
        reached.Should().BeSubsetOf(Pure);
    }

    [Theory]
    [InlineData("Orbit.Astrodynamics")]
    [InlineData("Orbit.Visibility")]
    public void IfALibraryTakesInstantsAsArgumentsThenNoneOfItsMembersTakesAClock(string name)
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var takesClock = Assembly.Load(name).GetTypes()
            .SelectMany(type => type.GetMethods(all).Cast<MethodBase>().Concat(type.GetConstructors(all)))
            .Where(method => method.GetParameters().Any(parameter => typeof(TimeProvider).IsAssignableFrom(parameter.ParameterType)));
        takesClock.Should().BeEmpty();
    }

    private static IEnumerable<string> References(string name) =>
        Assembly.Load(name).GetReferencedAssemblies().Select(reference => reference.Name!);

    private static bool IsBaseClassLibrary(string name) =>
        BaseClassLibrary.Any(prefix => name.Equals(prefix, StringComparison.Ordinal) || name.StartsWith(prefix + ".", StringComparison.Ordinal));
}
