using System.Collections.Immutable;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What every published state says of its resource without being told: type, relationships, commands, icon.</summary>
internal static class SnapshotDefaults
{
    /// <summary>The state of a resource of which nothing was published yet.</summary>
    public static CustomResourceSnapshot Initial(IResource resource) =>
        resource.Annotations.OfType<ResourceSnapshotAnnotation>().LastOrDefault()?.InitialSnapshot
        ?? new CustomResourceSnapshot { ResourceType = TypeName(resource), Properties = [], Relationships = Relationships(resource) };

    /// <summary>The resources it relates to; its parent first.</summary>
    public static ImmutableArray<RelationshipSnapshot> Relationships(IResource resource)
    {
        var declared = resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(a => new RelationshipSnapshot(a.Resource.Name, a.Type));
        return resource is IResourceWithParent child
            ? [new RelationshipSnapshot(child.Parent.Name, "Parent"), .. declared]
            : [.. declared];
    }

    /// <summary>Brings commands and icon of a state up to what the resource's annotations say.</summary>
    public static CustomResourceSnapshot WithCommandsAndIcon(IResource resource, CustomResourceSnapshot state, IServiceProvider services)
    {
        var commands = resource.Annotations.OfType<ResourceCommandAnnotation>().ToArray();
        if (commands.Length > 0)
        {
            var context = new UpdateCommandStateContext { ResourceSnapshot = state, Services = services };
            var others = state.Commands.Where(known => !commands.Any(c => c.Name == known.Name));
            ImmutableArray<ResourceCommandSnapshot> current = [.. others, .. commands.Select(c => Command(c, context))];
            if (!current.SequenceEqual(state.Commands))
            {
                state = state with { Commands = current };
            }
        }

        return resource.Annotations.OfType<ResourceIconAnnotation>().LastOrDefault() is { } icon
            ? state with { IconName = state.IconName ?? icon.IconName, IconVariant = state.IconVariant ?? icon.IconVariant }
            : state;
    }

    /// <summary>A resource that runs again is as healthy as it is found to be now: what was found in an earlier run is forgotten.</summary>
    public static CustomResourceSnapshot WithHealthOfThisRun(CustomResourceSnapshot previous, CustomResourceSnapshot next) =>
        next.State?.Text == KnownResourceStates.Running && previous.State?.Text != KnownResourceStates.Running
            ? next with { HealthReports = [.. next.HealthReports.Select(r => new HealthReportSnapshot(r.Name, null, null, null))], ResourceReadyEvent = null }
            : next;

    private static ResourceCommandSnapshot Command(ResourceCommandAnnotation command, UpdateCommandStateContext context) => new(
        command.Name,
        command.UpdateState(context),
        command.DisplayName,
        command.DisplayDescription,
        command.CommandParameter,
        command.ConfirmationMessage,
        command.IconName,
        command.IconVariant,
        command.IsHighlighted);

    private static string TypeName(IResource resource)
    {
        const string Suffix = "Resource";
        var name = resource.GetType().Name;
        return name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
    }
}
