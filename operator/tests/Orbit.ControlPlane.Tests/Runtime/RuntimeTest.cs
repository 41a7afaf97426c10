using k8s.Models;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Configuration;
using Orbit.Kubernetes.Objects;

namespace Orbit.ControlPlane.Tests.Runtime;

/// <summary>What the tests of the runtime share: a client, a namespace of the test's own, and the widgets' definition.</summary>
[Collection(ControlPlaneCollection.Name)]
public abstract class RuntimeTest(ControlPlaneFixture controlPlane) : IAsyncLifetime
{
    protected static TimeSpan Patience => TimeSpan.FromMinutes(10);

    protected ControlPlaneFixture ControlPlane { get; } = controlPlane;

    protected string Namespace { get; } = $"runtime-{Guid.NewGuid():N}"[..20];

    protected KubernetesClient Client { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        Client = NewClient();
        await Client.ApplyManifestAsync(Widget.Definition, "tests", default);
        await Client.ApplyManifestAsync($"{{apiVersion: v1, kind: Namespace, metadata: {{name: {Namespace}}}}}", "tests", default);
        await UntilServedAsync(Client);
    }

    public virtual async Task DisposeAsync()
    {
        await Client.DeleteAsync<V1Namespace>(new NamespacedName(Namespace), options: null, default);
        Client.Dispose();
    }

    protected static Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

    protected static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
            {
                throw new TimeoutException("What the test waits for did not happen.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }

    protected KubernetesClient NewClient() => new(new KubernetesConfigurationLoader().Load(ControlPlane.KubeconfigPath));

    protected Widget NewWidget(string name, int size = 1) =>
        new() { Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = Namespace }, Spec = new WidgetSpec { Size = size } };

    protected NamespacedName Key(string name) => new(Namespace, name);

    /// <summary>Waits until the API server serves widgets, which it does some moments after their definition was written.</summary>
    public static Task UntilServedAsync(KubernetesClient client) => UntilAsync(async () =>
    {
        try
        {
            await client.ListAsync<Widget>("default", options: null, default);
            return true;
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            return false;
        }
    });
}
