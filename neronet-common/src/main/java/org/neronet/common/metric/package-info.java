/**
 * Reading progress out of a program's output: bytes become lines ({@code LineDiscipline}), lines become readings
 * ({@link org.neronet.common.metric.MetricReader}), readings become samples ({@link org.neronet.common.metric.OutputReader}).
 * Used by the kid, and by mum when there is no kid.
 */
package org.neronet.common.metric;
