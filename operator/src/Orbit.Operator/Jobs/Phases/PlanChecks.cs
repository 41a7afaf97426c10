using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Jobs.Phases;

/// <summary>Whether what a plan rests on is still there: its satellite and its contacts.</summary>
internal sealed class PlanChecks(KubernetesClient client, WorldStores stores)
{
    /// <summary>Why a satellite can't be counted on any more; null when it can.</summary>
    public async Task<string?> SatelliteProblemAsync(string satellite, CancellationToken cancellationToken)
    {
        // A store may lag behind; a satellite is given up only when the API server says that it is gone.
        if (stores.Satellites.Find(new NamespacedName(satellite)) is null
            && await client.FindAsync<SatelliteNode>(new NamespacedName(satellite), cancellationToken) is null)
        {
            return $"Satellite {satellite} was deleted.";
        }

        var health = SatelliteHealth.Of(satellite, stores.GroundLinks.List());
        return health.IsLost ? $"Satellite {satellite} was not heard in {health.MissedContacts} booked contacts in a row and counts as lost." : null;
    }

    /// <summary>What became of a contact's booking, by its station's ledger; null when it stands.</summary>
    public async Task<string?> BookingProblemAsync(PlannedContact contact, CancellationToken cancellationToken)
    {
        var booked = Find(stores.GroundLinks.Find(new NamespacedName(contact.GroundLink)), contact);
        if (booked is null)
        {
            var groundLink = await client.FindAsync<GroundLink>(new NamespacedName(contact.GroundLink), cancellationToken);
            booked = Find(groundLink, contact);
            if (booked is null)
            {
                return groundLink is null
                    ? $"Ground link {contact.GroundLink} was deleted."
                    : $"The booking at {contact.GroundLink} was released.";
            }
        }

        return booked.State switch
        {
            BookedContactState.ProviderCancelled => $"The provider cancelled the contact at {contact.GroundLink}.",
            BookedContactState.Cancelled => $"The contact at {contact.GroundLink} was cancelled.",
            BookedContactState.Failed => $"Nothing was heard in the contact at {contact.GroundLink}.",
            _ => null,
        };
    }

    private static BookedContact? Find(GroundLink? groundLink, PlannedContact contact) =>
        groundLink?.Status?.Contacts.FirstOrDefault(c => string.Equals(c.Name, contact.Contact, StringComparison.Ordinal));
}
