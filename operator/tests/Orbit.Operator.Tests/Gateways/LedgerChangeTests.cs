using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Operator.Gateways;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Gateways;

public sealed class LedgerChangeTests
{
    private static readonly BookedContact A = Contact(1);
    private static readonly BookedContact B = Contact(2);
    private static readonly BookedContact C = Contact(3);

    [Fact]
    public void IfAContactWasBookedMeanwhileThenTheUpkeepLeavesItInPlace()
    {
        var change = LedgerChange.Between([A, B], [A with { State = BookedContactState.Pass }]);

        change.ApplyTo([A, B, C]).Should().Equal(A with { State = BookedContactState.Pass }, C);
    }

    [Fact]
    public void IfSomebodyElseChangedAContactMeanwhileThenItIsLeftToTheNextLook()
    {
        var change = LedgerChange.Between([A, B], [A with { State = BookedContactState.Pass }]);
        var (moved, confirmed) = (A with { Start = A.Start.AddSeconds(20) }, B with { State = BookedContactState.Scheduled });

        change.ApplyTo([moved, confirmed]).Should().Equal(moved, confirmed);
    }

    [Fact]
    public void IfAContactHasLeftMeanwhileThenItDoesNotComeBack() =>
        LedgerChange.Between([A, B], [A with { State = BookedContactState.Pass }, B]).ApplyTo([B]).Should().Equal(B);

    [Fact]
    public void IfNothingChangedThenTheLedgerIsTheSame()
    {
        IReadOnlyList<BookedContact> ledger = [A, B];

        LedgerChange.Between(ledger, [A with { }, B]).ApplyTo(ledger).Should().BeSameAs(ledger);
    }

    private static BookedContact Contact(int hour) => TestObjects.Contact(BookedContactState.Scheduling, TestData.Start.AddHours(hour));
}
