package org.linli.matcher.backtest;

import java.util.List;

/**
 * What a day came to.
 *
 * @param orders        that were placed
 * @param referred      of these sent on, to 120, 119 or 110
 * @param unserved      of the others: nobody came
 * @param offerSeconds  from each order to its first offer
 * @param lateMinutes   from when somebody was wanted to somebody at the door
 * @param travelMinutes the ways of those who came, as they were offered
 * @param offers        of each volunteer on duty
 * @param minutes       that each of them gave, as ordered
 * @param changes       offers that were out and were withdrawn for a better plan
 * @param ungained      of these, without a gain in the log
 */
public record DayFigures(
        int orders,
        int referred,
        int unserved,
        Spread offerSeconds,
        Spread lateMinutes,
        Spread travelMinutes,
        Spread offers,
        Spread minutes,
        int changes,
        int ungained) {
    public static DayFigures of(Diary diary) {
        List<Diary.Life> work = diary.orders().values().stream()
                .filter(life -> !life.isReferred())
                .toList();
        List<Diary.Life> served =
                work.stream().filter(life -> life.arrivedMs() > 0).toList();
        return new DayFigures(
                diary.orders().size(),
                diary.orders().size() - work.size(),
                work.size() - served.size(),
                Spread.of(work.stream()
                        .filter(life -> life.offeredMs() > 0)
                        .mapToDouble(life -> (life.offeredMs() - life.placedMs()) / 1e3)),
                Spread.of(served.stream().mapToDouble(life -> (life.arrivedMs() - life.placedMs()) / 6e4)),
                Spread.of(served.stream().mapToDouble(life -> life.travelSeconds() / 60.0)),
                Spread.of(diary.volunteers().values().stream()
                        .mapToDouble(one -> one.offeredMs().size())),
                Spread.of(diary.volunteers().values().stream().mapToDouble(Diary.Service::minutes)),
                work.stream().mapToInt(Diary.Life::changes).sum(),
                diary.withdrawnWithoutGain());
    }

    /** Orders that were volunteers' work. */
    public int forVolunteers() {
        return orders - referred;
    }

    public double changesPerOrder() {
        return forVolunteers() == 0 ? 0 : (double) changes / forVolunteers();
    }
}
