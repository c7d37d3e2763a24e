using Lab.Model;

namespace Lab.ServiceDefaults.Tests;

public sealed class ServiceProgramTests
{
    [Fact]
    public async Task A_wrong_configuration_ends_the_service_with_its_mistake() =>
        (await ServiceProgram.RunAsync(() => throw new ServiceConfigurationException("A line."))).ShouldBe(1);

    [Fact]
    public async Task Other_failures_are_not_hidden() =>
        await Should.ThrowAsync<InvalidOperationException>(() => ServiceProgram.RunAsync(() => throw new InvalidOperationException()));

    [Fact]
    public async Task A_lab_file_with_mistakes_ends_the_service()
    {
        var builder = TestService.Builder(TestService.Key, ("Lab:File", Path.Combine(Path.GetTempPath(), "no-such-lab.json")));

        Should.Throw<LabFileException>(() => builder.AddServiceDefaults()).Message.ShouldContain("no-such-lab.json");
        (await ServiceProgram.RunAsync(() =>
        {
            builder.AddServiceDefaults();
            return Task.CompletedTask;
        })).ShouldBe(1);
    }

    [Fact]
    public void A_service_without_authentication_is_not_built() =>
        Should.Throw<ServiceConfigurationException>(() => TestService.Builder().AddServiceDefaults());
}
