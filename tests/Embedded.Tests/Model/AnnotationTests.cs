using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.Embedded.Tests.Model;

public class AnnotationTests
{
    [Theory]
    [InlineData(null, null, null, "postgres:latest")]
    [InlineData(null, "17.6", null, "postgres:17.6")]
    [InlineData("docker.io/library", "17.6", null, "docker.io/library/postgres:17.6")]
    [InlineData("docker.io", null, "abc", "docker.io/postgres@sha256:abc")]
    public void The_image_is_named_with_registry_and_tag_or_digest(string? registry, string? tag, string? digest, string name)
    {
        var image = new ContainerImageAnnotation { Image = "postgres", Registry = registry };
        image.Tag = tag;
        image.SHA256 = digest;
        var container = new ContainerResource("pg");
        container.Annotations.Add(image);

        container.TryGetContainerImageName(out var found).ShouldBeTrue();
        found.ShouldBe(name);
    }

    [Fact]
    public void An_image_has_either_a_tag_or_a_digest()
    {
        var image = new ContainerImageAnnotation { Image = "postgres", Tag = "17" };
        image.SHA256 = "abc";
        (image.Tag, image.SHA256).ShouldBe((null, "abc"));
        image.Tag = "18";
        (image.Tag, image.SHA256).ShouldBe(("18", null));
    }

    [Fact]
    public void A_resource_without_an_image_has_no_image_name() => new ContainerResource("pg").TryGetContainerImageName(out _).ShouldBeFalse();

    [Fact]
    public void A_bind_mount_of_a_relative_folder_is_refused() =>
        Should.Throw<ArgumentException>(() => new ContainerMountAnnotation("data", "/data", ContainerMountType.BindMount, false))
            .Message.ShouldStartWith("The folder 'data' of a bind mount must be an absolute path.");

    [Fact]
    public void An_anonymous_volume_cannot_be_read_only() =>
        Should.Throw<ArgumentException>(() => new ContainerMountAnnotation(null, "/data", ContainerMountType.Volume, true))
            .Message.ShouldStartWith("A volume without a name can't be read-only");

    [Fact]
    public void Annotations_can_be_added_while_they_are_read()
    {
        var resource = new TestResource("a");
        resource.Annotations.Add(new ReplicaAnnotation());

        foreach (var annotation in resource.Annotations)
        {
            resource.Annotations.Add(new ExplicitStartupAnnotation());
        }

        resource.Annotations.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Annotations_added_by_many_threads_are_all_kept()
    {
        var resource = new TestResource("a");

        await Parallel.ForAsync(0, 500, TestContext.Current.CancellationToken, (i, _) =>
        {
            resource.Annotations.Add(new ReplicaAnnotation(i));
            return ValueTask.CompletedTask;
        });

        resource.Annotations.OfType<ReplicaAnnotation>().Select(annotation => annotation.Replicas).ShouldBe(Enumerable.Range(0, 500), ignoreOrder: true);
    }

    [Fact]
    public void Files_of_a_folder_become_items_for_a_container()
    {
        var folder = Directory.CreateTempSubdirectory("lab-files-");
        File.WriteAllText(Path.Combine(folder.FullName, "a.sql"), "");
        File.WriteAllText(Path.Combine(folder.CreateSubdirectory("inner").FullName, "b.sql"), "");
        folder.CreateSubdirectory("empty");

        var items = ContainerDirectory.GetFileSystemItemsFromPath(folder.FullName, "*.sql", SearchOption.AllDirectories, item => item.Owner = 999).ToArray();

        items.Select(item => (item.Name, item.Owner)).ShouldBe([("inner", 999), ("a.sql", 999)]);
        ((ContainerDirectory)items[0]).Entries.Single().Name.ShouldBe("b.sql");
        folder.Delete(recursive: true);
        Should.Throw<DirectoryNotFoundException>(() => ContainerDirectory.GetFileSystemItemsFromPath(folder.FullName))
            .Message.ShouldBe($"There is neither a folder nor a file '{folder.FullName}'.");
    }

    [Fact]
    public void The_name_of_a_file_for_a_container_has_no_folder() =>
        Should.Throw<ArgumentException>(() => new ContainerFile { Name = "a/b" }).Message.ShouldStartWith("'a/b' must be a name without a folder; put it into a ContainerDirectory.");

    [Theory]
    [InlineData("Starting", null)]
    [InlineData("Running", HealthStatus.Healthy)]
    [InlineData("Running", HealthStatus.Degraded, HealthStatus.Healthy, HealthStatus.Degraded)]
    [InlineData("Running", HealthStatus.Unhealthy, HealthStatus.Healthy, null)]
    public void The_health_of_what_runs_is_the_worst_of_its_reports(string state, HealthStatus? health, params HealthStatus?[] reports)
    {
        var snapshot = new CustomResourceSnapshot
        {
            ResourceType = "Container",
            Properties = [],
            State = state,
            HealthReports = [.. reports.Select((status, i) => new HealthReportSnapshot($"check{i}", status, null, null))],
        };

        snapshot.HealthStatus.ShouldBe(health);
    }
}
